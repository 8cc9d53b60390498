import type { Role } from '#domain/people/person.ts';
import { messages, type Message } from '#app/text/messages.ts';

export const roleWords: Readonly<Record<Role, Message>> = messages({
  inspector: { zh: '检查员', en: 'Inspector' },
  township: { zh: '街乡镇', en: 'Township' },
  supervisor: { zh: '值班长', en: 'Supervisor' },
  leader: { zh: '局领导', en: 'Bureau leader' },
  admin: { zh: '管理员', en: 'Administrator' },
  system: { zh: '系统', en: 'System' },
});
