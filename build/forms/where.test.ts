import { describe, expect, it } from 'vitest';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { placeOfProblem, type SourceFile } from './where.ts';

const file = (room: string, name: string, text: string): SourceFile => ({ room, name, file: `${room}/${name}`, text });
const key = ftthInstall.key;
const [first] = ftthInstall.stages;
const files = [
  file(
    key,
    'order-type.json',
    '{\n  "key": "x",\n  "sla": [\n    { "key": "total" }],\n  "reasons": {\n    "held": [] }\n}',
  ),
  file(key, 'samples.json', '{\n  "a.b": {\n    "c": 1 } }'),
  file(
    key,
    'stages/1.json',
    `{\n  "key": "${first?.key}",\n  "steps": [\n    { "key": "read" }],\n  "gates": [\n    { "key": "sure",\n  "holds": "x" }] }`,
  ),
  file(key, 'texts/en.json', '{\n  "orderType": "X" }'),
  file('order-control', 'texts/en.json', '{\n\n\n  "reason.held.rain": "Rain" }'),
  file('order-control', 'reasons.json', '{\n  "failed": [\n    { "code": "broken" }] }'),
];

describe('where a path stands among the files of an order type', () => {
  it.each([
    ['sla.total', `${key}/order-type.json`, 4],
    ['stages.0.steps.0.kind', `${key}/stages/1.json`, 4],
    [`stages.${first?.key}.gates.sure.holds`, `${key}/stages/1.json`, 7],
    ['samples.a.b.c', `${key}/samples.json`, 3],
    ['texts.en.orderType', `${key}/texts/en.json`, 2],
    ['texts.en.reason.held.rain', 'order-control/texts/en.json', 4],
    ['texts.en.stage.nowhere', `${key}/texts/en.json`, 1],
    ['reasons.held.rain', `${key}/order-type.json`, 6],
    ['reasons.failed.broken', 'order-control/reasons.json', 3],
    ['closesWith', `${key}/order-type.json`, 1],
  ])('%s', (path, where, line) => {
    expect(placeOfProblem(ftthInstall, files, path)).toEqual({ file: where, line });
  });
});
