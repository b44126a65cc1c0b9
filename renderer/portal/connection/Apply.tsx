import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { refusalText } from '../../api/refusalText'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import { FilePicker, useFilePicker } from '../FilePicker'
import { FieldError } from '../fields'
import { fileConnection } from '../filing'
import { Heading } from '../Heading'
import classes from '../Portal.module.css'
import { portalWords } from '../words'
import { ApplyFields } from './ApplyFields'
import { type ApplyDraft, type ApplyField, applicationOf, applyProblems, EMPTY_APPLICATION } from './applyDraft'
import { portalConnectionWords } from './words'

export const useApplyDraft = () => useDraft<ApplyDraft>('portal.connection', EMPTY_APPLICATION)

/** An application for connection on one page: the object, who applies, the papers. */
export function Apply() {
  const t = useWords(portalConnectionWords)
  const p = useWords(portalWords)
  const [, go] = useLocation()
  const [draft, set, forget] = useApplyDraft()
  const [problems, setProblems] = useState<readonly ApplyField[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const trap = useRef<HTMLInputElement>(null)
  const picker = useFilePicker({
    files: draft.files,
    onAdd: (file) => set((before) => ({ ...before, files: [...before.files, file] })),
    onRemove: ({ id }) => set((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) })),
  })
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const found = applyProblems(draft)
    setProblems(found)
    if (found[0]) return form.current?.querySelector<HTMLElement>(`[name="${found[0]}"]`)?.focus()
    if (picker.isWaiting) return picker.askToWait()
    if (isSending) return
    setSending(true)
    setFailure(null)
    try {
      await fileConnection(applicationOf(draft), trap.current?.value ?? '')
      forget()
      go('/done', { replace: true })
    } catch (error) {
      setFailure(error)
      setSending(false)
    }
  }
  return (
    <form ref={form} className={classes.screen} onSubmit={(event) => void send(event)} noValidate>
      <Heading>{t.heading}</Heading>
      <ApplyFields draft={draft} change={(part) => set((before) => ({ ...before, ...part }))} problems={problems} />
      <FilePicker picker={picker} />
      <div className={classes.trap} aria-hidden="true">
        <label>
          {p.check.trap}
          <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <p className={classes.hint}>{t.consent}</p>
      {failure !== null && <FieldError>{refusalText(failure, t.refusals)}</FieldError>}
      <div className={classes.buttons}>
        <button type="submit" className="primary" aria-disabled={isSending}>
          {isSending ? t.sending : t.send}
        </button>
        <a className="second" href="#/">
          {p.back}
        </a>
      </div>
    </form>
  )
}
