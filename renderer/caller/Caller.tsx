import { useEffect } from 'react'
import { PublicFrame } from '../features/publicPage/PublicFrame'
import { usePhone } from '../phone/phoneStore'
import { formatPhone } from '../ui/format'
import { useWords } from '../ui/words'
import { Chooser } from './Chooser'
import { closeLine, keptNumber, openLine, useCallerLine } from './callerLine'
import { Handset } from './Handset'
import { callerWords } from './words'

/** A consumer's telephone as a page: says its number, calls the company, is called back. */
export function Caller() {
  const t = useWords(callerWords)
  const phone = useCallerLine((s) => s.phone)
  const line = usePhone((s) => s.line)
  const isIdle = usePhone((s) => s.call === null)
  useEffect(() => {
    const kept = keptNumber()
    if (kept) void openLine(kept).catch(() => undefined)
  }, [])
  // the server has forgotten the line: its data were made anew
  useEffect(() => {
    if (line === 'refused' && phone) void openLine(phone).catch(() => undefined)
  }, [line, phone])
  return (
    <PublicFrame
      title={t.title}
      layout="flow"
      state={phone && `${t.yours({ phone: formatPhone(phone) })}. ${t.lines[line]}`}
      actions={
        phone &&
        isIdle && (
          <button type="button" className="quiet" onClick={closeLine}>
            {t.change}
          </button>
        )
      }
    >
      {phone ? <Handset /> : <Chooser />}
    </PublicFrame>
  )
}
