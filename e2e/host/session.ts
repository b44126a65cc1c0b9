import { strict } from './strict.ts'

type RequestListener = (details: object, answer: (verdict: { cancel?: boolean }) => void) => void
type PermissionHandler = (...given: unknown[]) => unknown

/** Records the guards the program sets; none of them is enforced here (see README.md), a test may call them. */
export const guards: {
  request?: RequestListener
  permission?: PermissionHandler
  permissionCheck?: PermissionHandler
} = {}

const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler(handler: PermissionHandler) {
    guards.permission = handler
  },
  setPermissionCheckHandler(handler: PermissionHandler) {
    guards.permissionCheck = handler
  },
  webRequest: strict('session.webRequest', {
    onBeforeRequest(...given: [RequestListener] | [object, RequestListener]) {
      guards.request = given.length === 1 ? given[0] : given[1]
    },
  }),
})
export const session = strict('session', { defaultSession, guards })
