import { messages } from '#app/text/messages.ts';

export const signInText = messages({
  product: { zh: '即办', en: 'Jiban' },
  tagline: { zh: '接诉即办现场执法，没有信号也能办', en: 'Act on complaints on site, with or without a signal' },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  busy: { zh: '正在登录…', en: 'Signing in…' },
  needAccount: { zh: '请填写账号', en: 'Enter your account' },
  needPassword: { zh: '请填写密码', en: 'Enter your password' },
  known: { zh: '在这台设备上用过', en: 'Used on this device before' },
  knownMore: {
    zh: '没有网络也能打开，本机的案件和记录都在。',
    en: 'Opens without a network; the cases and records here are kept.',
  },
  openOffline: { zh: (p: { name: string }) => `以${p.name}的身份打开`, en: (p) => `Open as ${p.name}` },
  lastUsed: { zh: (p: { when: string }) => `上次使用 ${p.when}`, en: (p) => `last used ${p.when}` },
  offline: { zh: '现在连不上服务器', en: 'The server cannot be reached at the moment' },
  offlineKnown: {
    zh: '下面这些人登录过，可以直接打开，照常办案。',
    en: 'Those below have signed in before: open and work as usual.',
  },
  offlineNone: {
    zh: '第一次登录需要网络。登录过一次以后，没有网络也能打开。',
    en: 'The first sign-in needs a network. After that it opens without one.',
  },
  demo: { zh: '演示：点一个人进去看看', en: 'Demo: choose somebody to be' },
  demoMore: { zh: '人、单位和地点都是虚构的。', en: 'All people, units and places are invented.' },
  enterAs: {
    zh: (p: { name: string; role: string }) => `以${p.name}（${p.role}）进入`,
    en: (p) => `Enter as ${p.name} (${p.role})`,
  },
  orAccount: { zh: '用账号登录', en: 'Sign in with an account' },
});
