/** Number, what goes wrong, what must hold. A test that makes it happen carries `[FAULT-number]` in its title. */
export type FaultRow = readonly [number: number, fault: string, outcome: string];
