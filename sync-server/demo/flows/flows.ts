import type { DemoFlow } from './demo-flow.ts';

/** At least one order of every type but the install, in the same city; all people, firms and streets are invented. Each ends where it is to stand. */
export const demoFlows: readonly DemoFlow[] = [
  {
    key: 'repair waits for the pre-check',
    orderType: 'ftth-repair',
    name: '苗一帆',
    phone: '00020117',
    grade: 'gold',
    district: '蜀山区',
    street: '青桐路 118 号云栖苑 6 幢 803',
    at: [31.8416, 117.2262],
    products: { faultDescription: '今早起光猫红灯，拔插电源后仍不能上网' },
    came: { minutesAgo: 55 },
    story: (t) => t.through('study'),
  },
  {
    key: 'repair accepted',
    orderType: 'ftth-repair',
    name: '戚少棠',
    phone: '00020228',
    grade: 'diamond',
    district: '高新区',
    street: '长枫路 60 号创智公寓 B 座 1105',
    at: [31.8243, 117.1334],
    products: { faultDescription: '晚上看电视卡顿，测速只有 20 兆', faultSymptom: 'slow' },
    urgent: true,
    came: { minutesAgo: 170 },
    technician: 'tech1',
    async story(t) {
      await t.through('preCheck');
      t.accept(t.today(13, 15));
    },
  },
  {
    key: 'repair waits for the call-back',
    orderType: 'ftth-repair',
    name: '边月圆',
    phone: '00020339',
    grade: 'standard',
    district: '瑶海区',
    street: '临泉东街 77 号 4 幢 602',
    at: [31.8739, 117.3221],
    came: { daysAgo: 1 },
    technician: 'tech2',
    story: (t) => t.through('signOff'),
  },
  {
    key: 'complaint that raised a repair',
    orderType: 'complaint',
    name: '卓文澜',
    phone: '00020440',
    grade: 'silver',
    district: '包河区',
    street: '芦溪路 700 号滨河名邸 9 幢 1602',
    at: [31.7991, 117.3071],
    came: { minutesAgo: 200 },
    async story(t) {
      await t.through('assignment', { 'assignment.assign': { needsRepair: true, faultScope: 'customer' } });
      await t.raise('repair', (repair) => repair.through('study'));
    },
  },
  {
    key: 'survey whose reply raised a data line',
    orderType: 'line-survey',
    name: '栖云木作家居厂',
    phone: '00020551',
    grade: 'gold',
    district: '蜀山区',
    street: '望湖支路 66 号 2 号厂房',
    at: [31.8131, 117.2019],
    came: { daysAgo: 4 },
    technician: 'tech1',
    async story(t) {
      await t.through('reply');
      await t.raise('dataLineInstall');
      t.complete();
    },
  },
  {
    key: 'survey on its way',
    orderType: 'line-survey',
    name: '半亩方塘书店',
    phone: '00020662',
    grade: 'standard',
    district: '庐阳区',
    street: '柳荷巷 3 号',
    at: [31.8791, 117.2643],
    came: { daysAgo: 1 },
    technician: 'tech2',
    async story(t) {
      await t.through('request');
      t.accept(t.today(14, 16));
    },
  },
  {
    key: 'voice line to be dispatched',
    orderType: 'voice-line-install',
    name: '澜庭口腔门诊',
    phone: '00020773',
    grade: 'silver',
    district: '包河区',
    street: '湖语路 12 号 101',
    at: [31.7475, 117.2981],
    came: { daysAgo: 2 },
    story: (t) => t.through('preconditions'),
  },
  {
    key: 'patrol with findings',
    orderType: 'patrol',
    name: '维护中心蜀山分部',
    phone: '00020884',
    grade: 'standard',
    district: '蜀山区',
    street: '竹溪路 9 号蜀山机房',
    at: [31.8292, 117.2141],
    came: { daysAgo: 1 },
    technician: 'tech2',
    async story(t) {
      await t.through('findings');
      await t.raise('repairs');
    },
  },
  {
    key: 'site move with two children',
    orderType: 'site-move',
    name: '池砚秋',
    phone: '00020995',
    grade: 'gold',
    district: '经济技术开发区',
    street: '繁华西里 128 号 3 幢 704',
    at: [31.7798, 117.2049],
    came: { daysAgo: 1 },
    async story(t) {
      await t.through('application');
      await t.raise('removal');
      await t.raise('install');
    },
  },
  {
    key: 'partner access before its exam',
    orderType: 'vas-access',
    name: '合肥拾光掌讯工作室',
    phone: '00021106',
    grade: 'standard',
    district: '高新区',
    street: '明珠道 33 号 5 号楼 9 层',
    at: [31.8365, 117.1462],
    products: { company: '合肥拾光掌讯工作室' },
    came: { daysAgo: 7 },
    async story(t) {
      await t.work('application', { 'application.applicant': { company: '合肥拾光掌讯工作室' } });
      t.w.event(t.dispatcher, t.moment.after(5), 'overridden', {
        stage: 'application',
        gate: 'window',
        reasonCode: 'announced',
        note: '本季度增开一批，见公告 2 号',
      });
      await t.through('qualificationCheck');
    },
  },
  {
    key: 'urgent platform ticket',
    orderType: 'platform-ticket',
    name: '业务支撑中心',
    phone: '00021217',
    grade: 'standard',
    district: '庐阳区',
    street: '荷塘西路 140 号 1 号楼',
    at: [31.8854, 117.2411],
    urgent: true,
    came: { minutesAgo: 95 },
    story: (t) => t.through('approval'),
  },
  {
    key: 'revisit under way',
    orderType: 'customer-revisit',
    name: '边月圆',
    phone: '00020339',
    grade: 'standard',
    district: '瑶海区',
    street: '临泉东街 77 号 4 幢 602',
    at: [31.8739, 117.3221],
    came: { minutesAgo: 40 },
    story: (t) => t.through('list'),
  },
  {
    key: 'study of a school',
    orderType: 'presale-support',
    name: '翠屏实验学校',
    phone: '00021328',
    grade: 'gold',
    district: '蜀山区',
    street: '竹溪路 301 号',
    at: [31.8281, 117.2128],
    came: { daysAgo: 1 },
    technician: 'tech1',
    async story(t) {
      await t.through('request');
      t.assign(t.today(15, 17));
    },
  },
  {
    key: 'implementation on hold',
    orderType: 'app-implementation',
    name: '明珠道小学',
    phone: '00021439',
    grade: 'silver',
    district: '高新区',
    street: '明珠道 80 号',
    at: [31.8372, 117.1471],
    products: { partnerName: '合肥智栈信息社' },
    came: { daysAgo: 3 },
    technician: 'tech2',
    async story(t) {
      await t.through('plan');
      t.accept();
      t.w.event(t.technician, t.moment.after(50), 'held', { reasonCode: 'material', note: '汇聚交换机未到货' });
    },
  },
  {
    key: 'project to be staffed',
    orderType: 'project-acceptance',
    name: '滨湖园区管理处',
    phone: '00021540',
    grade: 'gold',
    district: '包河区',
    street: '徽泽路 500 号 B1',
    at: [31.7469, 117.2993],
    came: { daysAgo: 1 },
    story: (t) => t.through('appointment'),
  },
  {
    key: 'move inside the flat',
    orderType: 'internal-move',
    name: '楚江月',
    phone: '00021651',
    grade: 'standard',
    district: '新站高新区',
    street: '文忠支路 301 号 2 幢 1501',
    at: [31.9284, 117.3428],
    came: { daysAgo: 1 },
    technician: 'tech2',
    async story(t) {
      await t.through('requestCheck');
      t.accept(t.today(10, 12));
    },
  },
  {
    key: 'removal to be approved',
    orderType: 'line-removal',
    name: '雷雨田',
    phone: '00021762',
    grade: 'standard',
    district: '庐阳区',
    street: '三十岗乡堰塘村 9 号',
    at: [31.9511, 117.1809],
    products: { serviceNumber: 'HF00021762' },
    came: { minutesAgo: 130 },
    story: () => undefined,
  },
  {
    key: 'service opened',
    orderType: 'service-opening',
    name: '东映街道服务中心',
    phone: '00021873',
    grade: 'gold',
    district: '瑶海区',
    street: '东映街 88 号',
    at: [31.8693, 117.3128],
    came: { daysAgo: 2 },
    async story(t) {
      await t.through('confirmation');
      t.complete();
    },
  },
  {
    key: 'service before the identity check',
    orderType: 'service-opening',
    name: '徽泽路社区食堂',
    phone: '00021984',
    grade: 'standard',
    district: '包河区',
    street: '徽泽路 21 号',
    at: [31.7814, 117.2939],
    came: { minutesAgo: 75 },
    story: (t) => t.through('application'),
  },
];
