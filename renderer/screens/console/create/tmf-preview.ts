import type { Json } from '../../../../domain/documents/base.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';

export type Members = { readonly [key: string]: Json };
export type TmfPreview = {
  readonly body: Members;
  /** key of the order type, or null with the name that none answers to */
  readonly orderType: string | null;
  readonly named: string;
  readonly externalId: string | null;
  readonly parties: readonly { readonly role: string; readonly name: string }[];
  readonly places: readonly string[];
  readonly recognised: readonly {
    readonly group: 'products' | 'resources';
    readonly key: string;
    readonly name: string;
    readonly value: Json;
  }[];
  readonly unknown: readonly { readonly name: string; readonly value: Json }[];
  /** paths of required characteristics that nothing was sent for */
  readonly missing: readonly string[];
};

export type Reading =
  | { readonly ok: true; readonly preview: TmfPreview }
  | {
      readonly ok: false;
      readonly problem: 'empty' | 'notJson' | 'notObject' | 'noItem';
      readonly line?: number;
      readonly column?: number;
    };

/** Reads pasted text as a TMF697 work order, to show beforehand what the office will make of it. The office itself decides. */
export function readTmf(text: string, definitions: readonly OrderTypeDefinition[]): Reading {
  if (text.trim() === '') return { ok: false, problem: 'empty' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: 'notJson', ...placeOf(text, error) };
  }
  if (!isRecord(body)) return { ok: false, problem: 'notObject' };
  const items = listOf(body.workOrderItem);
  if (items.length === 0) return { ok: false, problem: 'noItem' };
  const works = items.map((item) => (isRecord(item.work) ? item.work : {}));
  const specification = works[0]?.workSpecification;
  const named = (isRecord(specification) ? textOf(specification.id) : '') || textOf(works[0]?.name);
  const definition = definitions.find(({ key, tmfNames }) =>
    [key, ...tmfNames].some((name) => name.toLowerCase() === named.trim().toLowerCase()),
  );
  const sent = works
    .flatMap((work) => listOf(work.workCharacteristic))
    .map((item) => ({ name: textOf(item.name), value: item.value ?? null }));
  const groups = (['products', 'resources'] as const).flatMap((group) =>
    (definition?.[group] ?? []).map((wanted) => ({
      group,
      wanted,
      names: [wanted.key, ...wanted.tmfNames].map(plain),
    })),
  );
  const recognised = sent.flatMap(({ name, value }) => {
    const found = groups.find(({ names }) => names.includes(plain(name)));
    return found === undefined ? [] : [{ group: found.group, key: found.wanted.key, name, value }];
  });
  return {
    ok: true,
    preview: {
      body,
      orderType: definition?.key ?? null,
      named,
      externalId: textOf(body.externalId) || null,
      parties: [body, ...works]
        .flatMap((part) => listOf(part.relatedParty))
        .map((party) => ({ role: textOf(party.role), name: textOf(party.name) })),
      places: [body, ...works]
        .flatMap((part) => listOf(part.place))
        .map((place) =>
          [place.stateOrProvince, place.city, place.district, place.streetName, place.streetNr, place.name]
            .map(textOf)
            .filter((part) => part !== '')
            .join(' '),
        ),
      recognised,
      unknown: sent.filter(({ name }) => !groups.some(({ names }) => names.includes(plain(name)))),
      missing: groups
        .filter(
          ({ group, wanted }) =>
            wanted.required && !recognised.some((found) => found.group === group && found.key === wanted.key),
        )
        .map(({ group, wanted }) => `${group}.${wanted.key}`),
    },
  };
}

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: Json | undefined): readonly Members[] =>
  Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : [];
const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

/** Where the text stops being JSON, as an editor counts: from 1. */
function placeOf(text: string, error: unknown): { readonly line?: number; readonly column?: number } {
  const said = error instanceof Error ? error.message : '';
  const direct = /line (\d+) column (\d+)/.exec(said);
  if (direct !== null) return { line: Number(direct[1]), column: Number(direct[2]) };
  const position = /position (\d+)/.exec(said)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A body to begin from, in the order type's own names. */
export function exampleBody(definition: OrderTypeDefinition): string {
  const value = ({ key, schema, options }: OrderTypeDefinition['products'][number]): Json =>
    options?.[0] ??
    (schema.type === 'boolean' ? true : schema.type === 'number' || schema.type === 'integer' ? 100 : `${key}-01`);
  return JSON.stringify(
    {
      externalId: `CRM-${definition.key}-0001`,
      priority: '4',
      relatedParty: [
        {
          role: 'customer',
          name: '示例客户',
          '@referredType': 'Individual',
          contactMedium: [{ mediumType: 'phone', characteristic: { phoneNumber: '13800000000' } }],
        },
      ],
      place: [{ role: 'installationAddress', district: '示例区', name: '示例路 1 号 2 栋 301 室' }],
      workOrderItem: [
        {
          id: '1',
          action: 'add',
          work: {
            workSpecification: { id: definition.key },
            workCharacteristic: [...definition.products, ...definition.resources]
              .filter(({ required }) => required)
              .map((wanted) => ({ name: wanted.key, value: value(wanted) })),
          },
        },
      ],
    },
    null,
    2,
  );
}
