interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a package proves once all checks pass. One list for the README, the verifier page and the docs (a test compares them). */
export const PROVES: readonly Words[] = [
  {
    zh: '每条记录由所列设备的密钥签名，签名之后一个字都没有改过；照片等原件就是当时登记哈希值的那些字节。',
    en: 'Each record was signed by the key of the device named, and not a letter changed since; photos and other originals are the very bytes whose hash was recorded.',
  },
  {
    zh: '服务器在回执写明的时间之前收到了它，作出了所列结论；它在日志中的位置固定，本案中间没有抽掉记录。',
    en: 'The server had received it by the time on the receipt and gave the verdict shown; its place in the log is fixed, and no record was taken out of the middle of this case.',
  },
  {
    zh: '此后对日志的改动会与已签名的检查点、与打印或加盖时间戳的检查点相矛盾。',
    en: 'Any later change of the log contradicts its signed checkpoints, and those that were printed or time-stamped.',
  },
  {
    zh: '没有列出内容的记录仍在原位，只是内容不向本读者披露或已依法删除；加盐的承诺值使人无法靠猜测还原。',
    en: 'Records without words are still in their places: their content is not for this reader or was erased by law; salted commitments keep it from being found by guessing.',
  },
];

/** What no package can prove (docs/spec/evidence.md has the reasons). */
export const CANNOT_PROVE: readonly Words[] = [
  {
    zh: '现场是否真实、仪器是否摆放正确、位置和设备时间是否准确：这些都可以伪造。',
    en: 'That the scene was real, the meter placed rightly, the position and the device’s clock true: all of these can be faked.',
  },
  {
    zh: '字节来自相机而不是一个文件；浏览器在交出之前有没有重新编码或去掉拍摄信息。',
    en: 'That the bytes came from a camera and not from a file; that the browser did not re-encode them or strip their camera data before handing them over.',
  },
  {
    zh: '当时是谁拿着设备；密钥被复制的设备是否只有一个签名人。',
    en: 'Who held the device; that a device whose key was copied was the only one to sign with it.',
  },
  {
    zh: '第一次计算哈希值之前发生的任何事。',
    en: 'Anything before the first hash was taken.',
  },
  {
    zh: '没有任何遗漏：从未上传的记录会随设备一起消失；制作本卷宗之后的记录不在其中。',
    en: 'That nothing was left out: records that were never sent can vanish with their device, and what was recorded after this package was made is not in it.',
  },
  {
    zh: '在检查点交到外部（时间戳机构、打印存档、其他部门）之前，服务器的管理者没有重写日志；外部留存的检查点要与本卷宗核对。',
    en: 'That those who run the server did not rewrite the log before a checkpoint left the house (time-stamping authority, paper, another department): compare one that was kept outside.',
  },
  {
    zh: '服务器密钥属于该单位：指纹要从别的途径取得后核对。包内的核验页也可能被换掉，重要场合请使用另外取得的核验页或命令行工具。',
    en: 'That the server’s key is the bureau’s: compare its fingerprint with one from another source. The verifier page inside a package could be replaced too: where it matters, use one you got elsewhere, or the command line.',
  },
  {
    zh: '证据能否采纳：由法院决定。',
    en: 'Whether it is admitted as evidence: that is the court’s to say.',
  },
];
