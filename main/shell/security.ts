import { session } from 'electron'
import { mayRequest, mayUse, type OwnPages } from './guard.ts'

/** The rules for everything our pages ask of the machine and of the network. */
export function secureSession(pages: OwnPages, serverUrl: () => string): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayUse(permission, contents.getURL(), pages)),
  )
  defaultSession.setPermissionCheckHandler((contents, permission) =>
    mayUse(permission, contents?.getURL() ?? '', pages),
  )
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details, pages, serverUrl()) }),
  )
}
