import { PhoneCommand, PhoneState } from '#shared/contract/phone'
import { type desktop, onDesktop } from '../api/desktop'

/** How a desktop speaks with its softphone, wherever that lives. */
export interface PhoneLink {
  send(command: PhoneCommand): void
  /** Tells the state now and at every change; answers how to stop. */
  onState(listener: (state: PhoneState) => void): () => void
}

/** To the hidden phone window of Electron, through the main process: a call outlives a reload of the desktop. */
export function bridgeLink(bridge: NonNullable<typeof desktop>): PhoneLink {
  return {
    send: (command) => void bridge.phoneCommand(command).catch(() => undefined),
    onState(listener) {
      let hasHeard = false
      const hear = (words: unknown) => {
        const state = PhoneState.safeParse(words)
        if (state.success) listener(state.data)
      }
      // what was, unless something newer has been told meanwhile
      void bridge.readPhoneState({}).then(
        (words) => hasHeard || hear(words),
        () => undefined,
      )
      return onDesktop('phoneStateChanged', (words) => {
        hasHeard = true
        hear(words)
      })
    },
  }
}

/** The other end of it: in the phone window, the phone obeys the desktop and tells it how it is. */
export function servePhone(phone: PhoneLink, bridge: NonNullable<typeof desktop>): void {
  onDesktop('phoneCommanded', (words) => {
    const command = PhoneCommand.safeParse(words)
    if (command.success) phone.send(command.data)
  })
  phone.onState((state) => void bridge.tellPhoneState(state).catch(() => undefined))
}
