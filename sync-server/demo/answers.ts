import type { Json } from '../../domain/documents/base.ts';
import type { DemoOrder } from './demo-order.ts';

type Fields = Readonly<Record<string, Json>>;

/** What differs from order to order, drawn from its place in the list: the same demo every time. */
export type Particulars = {
  readonly index: number;
  readonly order: DemoOrder;
  readonly window: { readonly start: string; readonly end: string };
  readonly resources: Fields;
  readonly serial: string;
  readonly loid: string;
  /** dBm at the ONU */
  readonly onuDbm: number;
  /** dBm at the outlet, which the photo of the meter shows too */
  readonly outletDbm: number;
};

const spread = (index: number, steps: number): number => (((index * 7919) % 97) / 97) * steps;
const tenth = (value: number): number => Math.round(value * 10) / 10;

export function particulars(index: number, order: DemoOrder, window: Particulars['window']): Particulars {
  const day = window.start.slice(0, 10).replaceAll('-', '');
  const code = String(index).padStart(2, '0');
  const loid = `HF${day}${String(1000 + index * 37)}`;
  const onuDbm = order.story === 'gateWaiting' ? -28.4 : -tenth(17.5 + spread(index, 6));
  return {
    index,
    order,
    window,
    serial: `HWTC${(0x1a2b3c00 + index * 0x1f3d).toString(16).toUpperCase().slice(0, 8)}`,
    loid,
    onuDbm,
    outletDbm: tenth(onuDbm + 0.4),
    resources: {
      olt: `HF-${districtCode(order.district)}-OLT${code}`,
      ponPort: `0/${1 + (index % 8)}/${index % 16}`,
      opticsClass: order.optics,
      odf: `ODF-${districtCode(order.district)}-${code}`,
      ...(order.story === 'intake' ? {} : { splitter: `${districtCode(order.district)}-FGQ-${100 + index}` }),
      splitterPort: String(1 + (index % 8)),
      splitterRatio: '8',
      fibreKm: order.km,
      loid,
      onuModel: order.optics.startsWith('XGS') ? 'HG8145X6' : 'HG8145V5',
    },
  };
}

/** What a technician enters in each step, in step order. Arrival is where the map says, to some metres. */
export function answers(given: Particulars, at: (step: string) => string): Readonly<Record<string, Fields>> {
  const { order, resources, onuDbm, outletDbm, serial, loid, index } = given;
  const [latitude, longitude] = order.at;
  const metres = 28 + Math.round(spread(index, 40));
  const down = tenth(Math.min(order.mbps * (0.95 + spread(index, 0.04)), 938));
  const arrivedAt = at('dropCable.arrival');
  const checked = Object.fromEntries(Object.keys(resources).map((key) => [key, 'confirmed']));
  const iptv = order.services.includes('iptv');
  return {
    'orderStudy.services': {
      orderRead: true,
      fibreInHome: 'no',
    },
    'orderStudy.resources': { checked },
    'preparation.call': {
      outcome: 'confirmed',
      window: given.window,
      numberReadBack: true,
      callNote: order.access ?? '客户在家，有弱电箱',
    },
    'preparation.kit': {
      tools: {
        powerMeter: true,
        visualFaultLocator: true,
        cleaver: true,
        stripper: true,
        cleaningKit: true,
        drill: true,
      },
      materials: { onu: true, dropCable: true, connectors: true, outletBox: true, fixings: true },
      protection: { badge: true, uniform: true, shoeCovers: true, gloves: true },
      onuSerial: serial,
      dropCableMetres: metres + 20,
    },
    'preparation.route': { routeNote: '弱电井至入户，走原有暗管', risks: ['none'] },
    'dropCable.arrival': {
      arrivedAt,
      position: {
        latitude: latitude + spread(index, 0.0002),
        longitude,
        accuracyM: 8 + (index % 9),
        fixAt: arrivedAt,
        source: 'gnss',
      },
      conduct: {
        rangTwice: true,
        badgeShown: true,
        shoeCovers: true,
        purposeSaid: true,
        askedBeforeMoving: true,
        noSmoking: true,
      },
    },
    'dropCable.laying': {
      routeKind: 'existingPipe',
      reelStart: 120,
      reelEnd: 120 + metres,
      metres,
      bendKept: true,
      fixingChecked: true,
      spliceKind: 'mechanical',
      splices: 1,
      connectors: 2,
    },
    'dropCable.photos': {},
    'opticalTurnup.readings': {
      wavelengthNm: order.optics.startsWith('XGS') ? '1577' : '1490',
      instrument: 'JW3208 光功率计',
      calibrated: true,
      connectorCleaned: true,
      splitterDbm: tenth(onuDbm + 1.1),
      outletDbm,
      onuDbm,
      onuReportedDbm: tenth(onuDbm - 0.5),
      fibreKm: order.km,
    },
    'opticalTurnup.onu': {
      model: String(resources.onuModel),
      serial,
      lamps: 'ponOn',
      method: 'loid',
      loid,
      registered: true,
    },
    'activation.broadband': { mode: 'pppoe', result: 'up', address: `100.64.${index}.${20 + index}` },
    ...(iptv ? { 'activation.iptv': { result: 'up', channel: 'CCTV-1 高清' } } : {}),
    ...(order.services.includes('voice') ? { 'activation.voice': { result: 'up', calls: 'bothWays' } } : {}),
    'activation.wifi': { ssid: `Home-${loid.slice(-4)}`, band: ['2.4', '5'], serialSwapped: false },
    'demoSpeedTest.speedTest': {
      connection: 'wired',
      nicMbps: '1000',
      downMbps: down,
      upMbps: tenth(Math.min(order.mbps / 10, 60)),
      latencyMs: 4 + (index % 5),
      jitterMs: 1.2,
      protocol: 'carrier',
      server: '合肥 1 号测速节点',
      testedAt: at('demoSpeedTest.speedTest'),
    },
    'demoSpeedTest.demonstration': {
      shown: { web: true, video: true, wifi: true, ...(iptv ? { iptv: true } : {}) },
      lampsExplained: true,
      hotlineGiven: true,
      cleanedUp: true,
    },
    'signOff.summary': {
      materials: [
        { name: '皮线光缆', quantity: metres, unit: 'm' },
        { name: '快速连接器', quantity: 2, unit: '个' },
      ],
      serviceSummary: `${order.mbps}M 宽带${iptv ? '、IPTV' : ''}已开通`,
      satisfaction: index % 4 === 0 ? 4 : 5,
      customerWords: index % 3 === 0 ? '师傅很细心' : '很快，谢谢',
    },
  };
}

function districtCode(district: string): string {
  const codes: Readonly<Record<string, string>> = {
    蜀山区: 'SS',
    高新区: 'GX',
    庐阳区: 'LY',
    瑶海区: 'YH',
    包河区: 'BH',
    经济技术开发区: 'JK',
    新站高新区: 'XZ',
  };
  return codes[district] ?? 'HF';
}
