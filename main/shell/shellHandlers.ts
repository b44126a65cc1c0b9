import { app } from 'electron'
import { Refusal } from '#shared/contract/contract'
import type { ShellHandlers } from '../ipc/handlers.ts'
import { notify } from './notify.ts'
import type { Openings } from './openings.ts'
import { leave } from './openWindows.ts'
import type { PhoneRelay } from './phoneRelay.ts'
import type { SettingsFile } from './settings.ts'
import type { Shortcuts } from './shortcuts.ts'
import type { Windows } from './windows.ts'

type Parts = {
  windows: Windows
  settings: SettingsFile
  shortcuts: Shortcuts
  phone: PhoneRelay
  openings: Openings
  showWaiting: (count: number) => void
  moveTo: (serverUrl: string) => Promise<void>
}

export function makeShellHandlers(parts: Parts): ShellHandlers {
  return { ...appHandlers(parts), ...tellingHandlers(parts), ...phoneHandlers(parts) }
}

function appHandlers({ windows, settings, shortcuts, openings, moveTo }: Parts) {
  return {
    appInfo: async () => ({
      version: app.getVersion(),
      platform: process.platform,
      locale: app.getLocale(),
      hasPhoneWindow: windows.get('phoneWindow') !== undefined,
    }),
    hearOpenings: async () => {
      openings.hear()
      return {}
    },
    readSettings: async () => settings.read(),
    changeSettings: async (next) => {
      const before = settings.read().serverUrl
      if (next.shortcuts) shortcuts.change(next.shortcuts)
      const changed = settings.change(next)
      if (changed.serverUrl !== before) await moveTo(changed.serverUrl)
      return changed
    },
  } satisfies Partial<ShellHandlers>
}

function tellingHandlers({ shortcuts, openings, showWaiting }: Parts) {
  return {
    setBadge: async ({ count }) => {
      showWaiting(count)
      return {}
    },
    notify: async ({ title, body, route = null }) => {
      notify({ title, body, onClick: () => openings.open({ route, dial: null }) })
      return {}
    },
    armShortcuts: async (armed) => {
      shortcuts.arm(armed)
      return {}
    },
    openExternal: async ({ url }) => {
      if (!leave(url)) throw new Refusal('forbiddenAddress')
      return {}
    },
  } satisfies Partial<ShellHandlers>
}

function phoneHandlers({ phone }: Parts) {
  return {
    phoneCommand: async (words) => {
      phone.command(words)
      return {}
    },
    tellPhoneState: async (words) => {
      phone.told(words)
      return {}
    },
    readPhoneState: async () => phone.state(),
  } satisfies Partial<ShellHandlers>
}
