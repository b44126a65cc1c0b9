import { newCommandId } from '../api/server'
import { newVisitorToken, visitorServer } from '../api/visitor'
import type { Filed } from './filing'

const TOKEN = 'okno.portal.watch'

/** The token of the appeal this tab watches: forgotten with the tab, for a computer may be everybody's. */
export const watchedToken = (): string | null => sessionStorage.getItem(TOKEN)
export const forgetWatched = () => sessionStorage.removeItem(TOKEN)

/** Opens the status of an appeal; false when number and code do not fit together. */
export async function watchAppeal({ number, code }: Filed): Promise<boolean> {
  const token = newVisitorToken()
  const { isRight } = await visitorServer(null).watchAppeal({ number, code, token, commandId: newCommandId() })
  if (isRight) sessionStorage.setItem(TOKEN, token)
  return isRight
}
