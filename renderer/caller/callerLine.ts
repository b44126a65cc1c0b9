import { create } from 'zustand'
import { serverAddress } from '../api/http'
import { server } from '../api/server'
import { commandPhone } from '../phone/phoneStore'
import { readKept, writeKept } from '../ui/keep'

const OWN_NUMBER = 'okno.caller.phone'
type CallerLine = { phone: string | null; companyPhone: string }

/** Which number this page is, and which one is the company's. */
export const useCallerLine = create<CallerLine>(() => ({ phone: null, companyPhone: '' }))

/** The number this browser was last time. */
export const keptNumber = (): string => readKept(OWN_NUMBER) ?? ''

/** Gets the line of a number and registers the phone with it. Throws a refusal for what is no number. */
export async function openLine(typed: string): Promise<void> {
  const { phone, companyPhone, ...line } = await server.openCallerLine({ phone: typed })
  writeKept(OWN_NUMBER, phone)
  useCallerLine.setState({ phone, companyPhone })
  commandPhone({ do: 'connect', line, server: `${serverAddress().replace(/^http/, 'ws')}/sip` })
}

export function closeLine() {
  writeKept(OWN_NUMBER, null)
  commandPhone({ do: 'disconnect' })
  useCallerLine.setState({ phone: null })
}
