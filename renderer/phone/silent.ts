import type { PhoneState } from '#shared/contract/phone'

/** A phone before it is asked for anything. */
export const SILENT: PhoneState = { line: 'off', call: null, ringVolume: 0.6, isRingMuted: false }
