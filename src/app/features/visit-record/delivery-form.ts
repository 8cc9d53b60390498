import type { DeliveryReceiptBody, DeliveryWay } from '#domain/visit-record/bodies.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { found, isBlank, trimmedOrNone, type Problems } from '#app/features/record/form-problems.ts';
import { deliverText } from '#app/text/visit-record.ts';

export interface DeliveryValues {
  way: DeliveryWay;
  receiver: string;
  relation: string;
  deliveredAt: number;
  address: string;
  note: string;
  consent: Signature | null;
  signatures: readonly Signature[];
}

export function emptyDelivery(nowMs: number): DeliveryValues {
  return {
    ...{ way: 'direct', receiver: '', relation: '', deliveredAt: nowMs, address: '', note: '' },
    consent: null,
    signatures: [],
  };
}

/** 处罚法 art. 61: handed over against a signature; electronically with signed consent only; left or posted, say how. */
export function deliveryProblems(values: DeliveryValues): Problems {
  const { way } = values;
  const isReceived = values.signatures.some(({ role }) => role === 'receiver');
  return found({
    receiver: isBlank(values.receiver) ? deliverText.needReceiver : undefined,
    address: way === 'electronic' && isBlank(values.address) ? deliverText.needAddress : undefined,
    consent: way === 'electronic' && !values.consent ? deliverText.needConsent : undefined,
    signatures: way === 'direct' && !isReceived ? deliverText.needSignature : undefined,
    note: (way === 'left' || way === 'mail') && isBlank(values.note) ? deliverText.needNote : undefined,
  });
}

export function deliveryBody(
  { record, body }: Standing<'rectification-order'>,
  values: DeliveryValues,
): DeliveryReceiptBody {
  const isElectronic = values.way === 'electronic';
  return {
    target: record.id,
    textHash: body.textHash,
    way: values.way,
    receiver: values.receiver.trim(),
    relation: values.relation.trim(),
    deliveredAt: values.deliveredAt,
    note: trimmedOrNone(values.note),
    address: isElectronic ? trimmedOrNone(values.address) : undefined,
    consent: isElectronic ? (values.consent ?? undefined) : undefined,
    signatures: values.signatures,
  };
}
