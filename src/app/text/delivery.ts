import type { QuarantineCode } from '#protocol/errors.ts';
import { messages, type Message } from '#app/text/messages.ts';

/** The five states of anything on its way to the office. One set of words for every screen. */
export const deliveryText = messages({
  local: { zh: '仅本机', en: 'On this device only' },
  queued: { zh: '排队', en: 'Queued' },
  uploading: { zh: (p: { percent: string }) => `上传中 ${p.percent}`, en: (p) => `Uploading ${p.percent}` },
  delivered: { zh: (p: { time: string }) => `已送达（回执 ${p.time}）`, en: (p) => `Delivered (receipt ${p.time})` },
  deliveredShort: { zh: '已送达', en: 'Delivered' },
  attention: { zh: '需处理', en: 'Needs attention' },
  photoLost: { zh: '照片的原始数据在本机找不到了', en: 'the photo’s bytes are gone from this device' },
  unknownReason: { zh: '服务器没有接受', en: 'the server did not take it' },
});

/** Why an entry could not even be sequenced. Half sentences, like the reasons of a refusal. */
export const quarantineWords: Readonly<Record<QuarantineCode, Message>> = messages({
  malformed: { zh: '服务器读不懂这条记录', en: 'the server cannot read the record' },
  'bad-commitment': { zh: '内容与封条不符', en: 'the content does not fit its seal' },
  'bad-signature': { zh: '设备签名核不上', en: 'the device’s signature does not verify' },
  'wrong-device': { zh: '由另一台设备写成', en: 'it was written by another device' },
  'wrong-actor': { zh: '由另一个人写成', en: 'it was written by another person' },
  'unsupported-version': { zh: '服务器还不支持这个版本', en: 'the server does not support this version yet' },
  'too-big': { zh: '记录太大', en: 'the record is too large' },
  'invalid-body': { zh: '内容有缺项或超出范围', en: 'something is missing or out of range' },
});
