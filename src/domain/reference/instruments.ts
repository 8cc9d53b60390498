/** 仪器: meters and calibrators with their certificates. A reading by an instrument whose certificate has run out proves nothing. */
export interface InstrumentRegister {
  readonly instruments: readonly Instrument[];
}

export type InstrumentKind = 'meter' | 'calibrator' | 'anemometer';

export interface Instrument {
  readonly kind: InstrumentKind;
  /** The bureau's or the maker's serial number; unique in the register. */
  readonly serialNo: string;
  readonly model: string;
  readonly maker?: string | undefined;
  /** Accuracy class: GB/T 3785.1 for meters, GB/T 15173 for calibrators. */
  readonly accuracyClass?: 1 | 2 | undefined;
  readonly certificateNo: string;
  /** Last day of validity, YYYY-MM-DD. */
  readonly validTo: string;
  /** Sound pressure level a calibrator gives, tenths of dB; usually 940. */
  readonly levelTenths?: number | undefined;
}

export const SHIPPED_INSTRUMENTS: InstrumentRegister = { instruments: [] };
