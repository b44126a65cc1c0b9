import type { Handlers } from '#shared/contract/contract'
import type { presenceEndpoints } from '#shared/contract/presence'
import type { Context } from '../../db/context.ts'
import { listPresence, setPresence } from './changePresence.ts'

export {
  ensurePresence,
  forgetPhones,
  goOffline,
  hearSip,
  occupy,
  pickLongestIdle,
  release,
  setPresence,
  wrapUp,
} from './changePresence.ts'
export { presenceOf } from './sql.ts'

export const presenceHandlers: Handlers<typeof presenceEndpoints, Context> = { setPresence, listPresence }
