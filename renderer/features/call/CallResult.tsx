import { Button, Chip, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { Call } from '#shared/contract/call'
import type { CommandId } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { Block } from '../../ui/Block'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useLanguage, useWords } from '../../ui/words'
import classes from './CallResult.module.css'
import { dropCall, isOver, useCalls } from './callStore'
import { callWords } from './words'

/** The note and the result of my call: may be written while we talk, is saved after it, and frees me for the next one. */
export function CallResult({ callId }: { callId: InteractionId }) {
  const call = useCalls((s) => s.calls[callId])
  return call ? <ResultForm key={callId} call={call} /> : null
}

type Draft = { note: string; disposition: string }
const EMPTY: Draft = { note: '', disposition: '' }

function ResultForm({ call }: { call: Call }) {
  const t = useWords(callWords)
  const { staffId } = useMe()
  const [draft, setDraft, forget] = useDraft<Draft>(`callResult.${call.id}`, EMPTY)
  const [isAsked, setAsked] = useState(false)
  const over = isOver(call, staffId)
  const saving = useSaving(call.id, forget)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (over && draft.disposition && !saving.isPending) saving.save(draft)
  }
  return (
    <Block title={over ? t.result : t.notes}>
      <form data-call-result={call.id} className={classes.form} onSubmit={submit} onKeyDown={submitOnCtrlEnter}>
        <Textarea
          label={t.notes}
          placeholder={t.notePlaceholder}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={draft.note}
          onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
        />
        <Dispositions
          value={draft.disposition}
          error={isAsked && over && !draft.disposition ? t.chooseOutcome : undefined}
          onChange={(disposition) => setDraft({ ...draft, disposition })}
        />
        <div className={classes.bar}>
          <Button type="submit" loading={saving.isPending} disabled={!over} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
            {t.save}
          </Button>
          <span className={classes.quiet}>{over ? draft.note && t.draftKept : t.afterCall}</span>
        </div>
      </form>
    </Block>
  )
}

/** A result that did not arrive is sent again under the same command. */
function useSaving(callId: InteractionId, forget: () => void) {
  const t = useWords(callWords)
  const intention = useRef<(Draft & { commandId: CommandId }) | null>(null)
  const saving = useMutation({
    mutationFn: (wanted: Draft & { commandId: CommandId }) => server.wrapUpCall({ callId, ...wanted }),
    retry: false,
    onSuccess: () => {
      forget()
      dropCall(callId)
      notifications.show({ message: t.saved })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return {
    isPending: saving.isPending,
    save(draft: Draft) {
      const before = intention.current
      const isSame = before?.note === draft.note && before.disposition === draft.disposition
      intention.current = isSame ? before : { ...draft, commandId: newCommandId() }
      saving.mutate(intention.current)
    },
  }
}

type DispositionsProps = { value: string; error: string | undefined; onChange: (code: string) => void }

function Dispositions({ value, error, onChange }: DispositionsProps) {
  const t = useWords(callWords)
  const [language] = useLanguage()
  const errorId = useId()
  const { data } = useQuery({
    queryKey: ['dispositions'],
    queryFn: () => server.listDispositions({}),
    staleTime: 600_000,
  })
  return (
    <fieldset className={classes.group} aria-describedby={error ? errorId : undefined}>
      <legend>{t.outcomeLabel}</legend>
      <Chip.Group value={value} onChange={onChange}>
        {data?.map(({ code, titleRu, titleEn }) => (
          <Chip key={code} value={code} size="xs" radius={8} variant="outline">
            {language === 'en' ? titleEn : titleRu}
          </Chip>
        ))}
      </Chip.Group>
      {error && (
        <p id={errorId} className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
