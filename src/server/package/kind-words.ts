import type { Kind } from '#domain/case/bodies.ts';

/** For the page of contents in a package, which is read where no app is. */
const KIND_WORDS: Readonly<Partial<Record<Kind, string>>> = {
  order: '工单（群众诉求）',
  assign: '派单',
  accept: '签收',
  return: '退单',
  'visit-start': '到达现场',
  'visit-end': '离开现场',
  finding: '检查发现',
  checklist: '检查表',
  'noise-reading': '噪声测量',
  photo: '照片',
  'photo-marks': '照片标注',
  'photo-share': '照片外发',
  'audio-note': '录音',
  'joint-action': '联合行动',
  contact: '联系诉求人',
  correction: '更正',
  close: '办结',
  erase: '依法删除',
  'visit-record': '现场检查（勘察）笔录',
  'record-amendment': '笔录补充更正',
  'rectification-order': '责令改正',
  'delivery-receipt': '送达回证',
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  accuracyM: '定位精度（米）',
  address: '地址',
  bytes: '字节数',
  caption: '证明内容',
  category: '类别',
  clause: '条款',
  demand: '要求',
  description: '情况',
  done: '工作',
  laeqTenths: '等效声级（0.1 分贝）',
  lmaxTenths: '最大声级（0.1 分贝）',
  matter: '诉求内容',
  mediaType: '格式',
  meterNo: '声级计编号',
  calibratorNo: '校准器编号',
  note: '备注',
  orderNo: '工单编号',
  original: '原件哈希值',
  period: '时段',
  place: '位置',
  point: '测点',
  reason: '理由',
  reply: '答复',
  result: '结果',
  sentence: '结论',
  startedAt: '开始时间',
  sourceState: '声源状态',
  subject: '检查对象',
  summary: '小结',
  tag: '照片类型',
  target: '针对的记录',
  title: '事项',
  unit: '单位',
  person: '人员',
  visit: '所属检查',
  way: '方式',
  weather: '天气',
};

export function kindWords(kind: string): string {
  return KIND_WORDS[kind as Kind] ?? `其他记录（${kind}）`;
}

export function fieldWords(field: string): string {
  return FIELD_WORDS[field] ?? field;
}
