import { messages } from '#app/text/messages.ts';

export const compareText = messages({
  before: { zh: '前', en: 'Before' },
  after: { zh: '后', en: 'After' },
  slider: { zh: '前后对比的位置', en: 'Where before ends and after begins' },
  share: {
    zh: (p: { share: number }) => `左边 ${p.share}% 是前一张`,
    en: (p) => `${p.share}% from the left is before`,
  },
  onlyBefore: { zh: '只看前', en: 'Before only' },
  half: { zh: '各一半', en: 'Half each' },
  onlyAfter: { zh: '只看后', en: 'After only' },
  sideBySide: { zh: '并排', en: 'Side by side' },
  slide: { zh: '滑动', en: 'Slider' },
  how: { zh: '怎么对照', en: 'How to compare' },
  away: { zh: '两张都到了才能滑动对照。', en: 'The slider needs both pictures here.' },
  takeAfter: { zh: '对着它再拍一张', en: 'Take one like it' },
  ghost: { zh: '叠上旧照', en: 'Overlay an earlier photo' },
  ghostTitle: { zh: '叠哪一张', en: 'Which one' },
  ghostNone: { zh: '这个案件还没有照片可叠。', en: 'This case has no photo to overlay yet.' },
  ghostOff: { zh: '不叠了', en: 'No overlay' },
  ghostShow: { zh: '显示旧照', en: 'Show the earlier photo' },
  ghostHide: { zh: '藏起旧照', en: 'Hide the earlier photo' },
  opacity: { zh: '旧照的浓淡', en: 'How strongly it shows' },
  pairedWith: { zh: '与旧照配成一对', en: 'Paired with the earlier photo' },
  pairOf: { zh: '前一张', en: 'Earlier photo' },
});
