import type { Allow } from '#shared/contract/contract'
import type { Actor } from '../db/context.ts'

/** 'signIn': nobody has signed in; 'no': somebody has, who may not. */
export function mayCall(allow: Allow, actor: Actor): 'yes' | 'signIn' | 'no' {
  if (allow === 'anyone') return 'yes'
  if (allow === 'visitor') return actor.kind === 'visitor' ? 'yes' : 'signIn'
  if (actor.kind !== 'staff') return actor.kind === 'visitor' ? 'no' : 'signIn'
  return allow === 'staff' || allow.some((role) => actor.roles.includes(role)) ? 'yes' : 'no'
}
