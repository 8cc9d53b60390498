import { messages } from '#app/text/messages.ts';

export const erasureText = messages({
  onWord: { zh: '{asked}申请，{confirmed}确认', en: 'asked for by {asked}, confirmed by {confirmed}' },
});
