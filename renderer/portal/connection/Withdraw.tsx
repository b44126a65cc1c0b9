import { useState } from 'react'
import { refusalText } from '../../api/refusalText'
import { visitorServer } from '../../api/visitor'
import { useWords } from '../../ui/words'
import { FieldError, TextField } from '../fields'
import classes from '../Portal.module.css'
import { useAct } from './useAct'
import { portalConnectionWords } from './words'

/** Takes the application back for good; never by one press, never without a reason. */
export function Withdraw({ token }: { token: string }) {
  const t = useWords(portalConnectionWords)
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { act, renew, isSending, failure } = useAct((commandId) =>
    visitorServer(token).withdrawAsApplicant({ reason: reason.trim(), commandId }),
  )
  const isShort = reason.trim().length < 5
  const send = () => {
    setChecked(true)
    if (!isShort) void act()
  }
  const change = (to: string) => {
    renew()
    setReason(to)
  }
  if (!isOpen)
    return (
      <div className={classes.buttons}>
        <button type="button" className="second" onClick={() => setOpen(true)}>
          {t.withdraw}
        </button>
      </div>
    )
  return (
    <section>
      <TextField
        name="reason"
        label={t.withdrawReason}
        error={isChecked && isShort ? t.withdrawReasonWrong : undefined}
        value={reason}
        onChange={change}
        rows={3}
      />
      {failure !== null && <FieldError>{refusalText(failure, t.refusals)}</FieldError>}
      <div className={classes.buttons}>
        <button type="button" className="primary" aria-disabled={isSending} onClick={send}>
          {t.withdrawConfirm}
        </button>
        <button type="button" className="second" onClick={() => setOpen(false)}>
          {t.keep}
        </button>
      </div>
    </section>
  )
}
