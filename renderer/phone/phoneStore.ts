import { create } from 'zustand'
import type { PhoneCommand, PhoneState } from '#shared/contract/phone'
import { desktop } from '../api/desktop'
import { bridgeLink, type PhoneLink } from './phoneLink'
import { SILENT } from './silent'

/** The softphone as this window sees it. */
export const usePhone = create<PhoneState>(() => SILENT)

let link: Promise<PhoneLink> | null = null

/** In Electron the phone window's phone; in a browser, and where there is no such window, one in this very page. */
async function openLink(): Promise<PhoneLink> {
  const hasWindow = desktop ? (await desktop.appInfo({})).hasPhoneWindow : false
  const opened = desktop && hasWindow ? bridgeLink(desktop) : await localPhone()
  opened.onState((state) => usePhone.setState(state))
  return opened
}

/** sip.js is a third of the first screen, and nobody calls before it is there. */
const localPhone = async (): Promise<PhoneLink> => new (await import('./phone')).Phone()

export function commandPhone(command: PhoneCommand): void {
  link ??= openLink()
  void link.then((opened) => opened.send(command))
}
