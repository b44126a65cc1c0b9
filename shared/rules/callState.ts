/**
 * The life of one call in a softphone.
 *
 *   idle ──invited──► ringing ──answer──► connecting ─┐
 *     │                  │                    │       ├──connected──► talking ⇄ held
 *     └──dial──► dialling ───────connected────────────┘                  │  hold / unhold
 *                   └──────────────────────┴───────ended────────────────┴──► ended ──clear──► idle
 */
export type CallPhase = 'idle' | 'ringing' | 'dialling' | 'connecting' | 'talking' | 'held' | 'ended'
export type CallEvent = 'invited' | 'dial' | 'answer' | 'connected' | 'hold' | 'unhold' | 'ended' | 'clear'

const steps: Record<CallPhase, Partial<Record<CallEvent, CallPhase>>> = {
  idle: { invited: 'ringing', dial: 'dialling' },
  ringing: { answer: 'connecting', ended: 'ended' },
  dialling: { connected: 'talking', ended: 'ended' },
  connecting: { connected: 'talking', ended: 'ended' },
  talking: { hold: 'held', ended: 'ended' },
  held: { unhold: 'talking', ended: 'ended' },
  // a new call may begin before the former one is cleared away
  ended: { clear: 'idle', invited: 'ringing', dial: 'dialling' },
}

/** The phase after an event, or undefined where the event has no place: it is then to be ignored. */
export const nextPhase = (phase: CallPhase, event: CallEvent): CallPhase | undefined => steps[phase][event]

/** Somebody is on the line or about to be: no other call may begin. */
export const isBusyPhase = (phase: CallPhase) => phase !== 'idle' && phase !== 'ended'
/** Both sides are connected. */
export const isUpPhase = (phase: CallPhase) => phase === 'talking' || phase === 'held'
