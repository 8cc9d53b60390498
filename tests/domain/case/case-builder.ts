import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { Person } from '#domain/people/person.ts';
import { KIND_VERSIONS } from '#domain/case/bodies.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { decide } from '#domain/case/decide.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

export const zhao: Person = { id: 'u-zhao', name: '赵敏', role: 'supervisor', unit: 'duty' };
export const zhou: Person = { id: 'u-zhou', name: '周局', role: 'leader', unit: 'duty' };
export const wang: Person = { id: 'u-wang', name: '王芳', role: 'inspector', unit: 'team-1' };
export const chen: Person = { id: 'u-chen', name: '陈宇', role: 'inspector', unit: 'team-2' };
export const li: Person = { id: 'u-li', name: '李强', role: 'township', unit: 't-05' };
export const admin: Person = { id: 'u-admin', name: '管理员', role: 'admin', unit: 'duty' };

export const anOrder: BodyByKind['order'] = {
  orderNo: 'JB-0001',
  source: 'hotline',
  receivedAtMs: 1_000,
  category: '噪声',
  matter: '楼下餐馆风机夜间噪声',
  address: '云溪区柳林街道 8 号',
  channel: '12345',
  dueAtMs: 9_000,
  dueRule: 'order',
  urgency: 'ordinary',
};

/** Plays entries against the real rules, one after another, as the server would. */
export class CaseStory {
  state: CaseState;
  #seq = 0;

  constructor(id = 'c-1') {
    this.state = emptyCase(id);
  }

  /** The record as sequenced, with the verdict the rules gave it. */
  add<K extends Kind>(
    actor: Person,
    kind: K,
    body: BodyByKind[K],
    options: { base?: number; device?: string } = {},
  ): CaseRecord {
    this.#seq += 1;
    const intent = {
      case: this.state.id,
      device: options.device ?? `device-of-${actor.id}`,
      kind,
      kindV: KIND_VERSIONS[kind],
      base: options.base ?? this.state.lastSeq,
      body: body as unknown as JsonObject,
    };
    const record: CaseRecord = {
      ...intent,
      id: sha256OfText(`${this.state.id}:${String(this.#seq)}:${kind}:${actor.id}`),
      seq: this.#seq,
      actor: actor.id,
      claimedAt: 1_000 + this.#seq,
      clockOffsetMs: 0,
      receivedAt: 2_000 + this.#seq,
      verdict: decide(this.state, intent, actor),
      blobs: [],
    };
    this.state = evolve(this.state, record);
    return record;
  }

  order(body: Partial<BodyByKind['order']> = {}): CaseRecord {
    return this.add(SYSTEM_PERSON, 'order', { ...anOrder, ...body });
  }

  /** Received, dispatched to team 1 and taken by Wang. */
  static taken(): CaseStory {
    const story = new CaseStory();
    story.order();
    story.add(zhao, 'assign', { unit: 'team-1' });
    story.add(wang, 'accept', {});
    return story;
  }
}

export const aFinding: BodyByKind['finding'] = { subject: '风机', result: 'violates', description: '未安装隔声设施' };
