import type { PresenceState } from '#shared/contract/presence'
import classes from './Presence.module.css'

/** Colour and shape together: a ring is away, a full dot is at work. */
export const PresenceDot = ({ state }: { state: PresenceState }) => (
  <span className={classes.dot} data-state={state} aria-hidden />
)
