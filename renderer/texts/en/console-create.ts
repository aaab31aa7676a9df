import type { SameKeys } from '../same-keys.ts';
import type { consoleCreate as zhCreate, consolePath as zhPath } from '../zh-CN/console-create.ts';

export const consolePath: SameKeys<typeof zhPath> = {
  customer: {
    name: 'Customer',
    phone: 'Phone',
    alternatePhone: 'Other phone',
    grade: 'Grade',
    accountNumber: 'Account number',
  },
  place: {
    address: 'Address',
    district: 'District',
    access: 'Access',
    area: 'Area',
    latitude: 'Latitude',
    longitude: 'Longitude',
  },
  remarks: 'Remarks',
  window: 'Appointment',
  orderType: 'Order type',
};

export const consoleCreate: SameKeys<typeof zhCreate> = {
  title: 'New order',
  way: 'How to make it',
  byForm: 'Fill in a form',
  byTmf: 'Paste TMF697',
  order: 'Order',
  customer: 'Customer',
  place: 'Place',
  products: 'Products',
  resources: 'Resources',
  type: 'Order type',
  externalId: 'External number',
  priority: 'Priority',
  wgs84: 'WGS-84, optional',
  neededHere: 'This is missing',
  noTypes: 'No order types yet',
  noTypesHint: 'Ask the administrator to import one.',
  mend: 'Correct first: {{what}}',
  willLack: 'Missing: {{what}}. The order can be made now; it waits in the intake list until completed.',
  submit: 'Make the order',
  submitIntake: 'Make it, complete later',
  empty: 'Empty the form',
  done: '{{number}} is made',
  doneMissing: '{{number}} is made; items missing: {{n}}',
  tmf: {
    label: 'TMF697 work order (JSON)',
    hint: 'WorkOrder_Create; the office reads it as it is.',
    example: 'Fill in an example',
    preview: 'What is recognised',
    unknown: 'Characteristics not recognised: {{n}}',
    unknownType: 'There is no order type named "{{name}}". The order will wait in the intake list.',
    problem: {
      empty: 'Paste the JSON of another system at the left; what it says is shown here.',
      notJson: 'This is not valid JSON, near line {{line}}, column {{column}}. Check quotes, commas and brackets.',
      notObject: 'The outermost value must be a JSON object, beginning with {.',
      noItem: 'workOrderItem is missing; at least one item is needed.',
    },
  },
};
