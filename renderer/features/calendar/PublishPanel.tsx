import { Alert, Button, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OpenedCalendar } from '#shared/contract/calendar'
import type { CommandId } from '#shared/contract/contract'
import { changesText, kindOfDay } from '#shared/rules/calendarChanges'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { Block } from '../../ui/Block'
import { useDraft } from '../../ui/useDraft'
import { useLanguage, useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { calendarsMoved } from './calendarCache'
import { nameOfDay } from './months'
import { Preview } from './Preview'
import type { Editor } from './useEditor'
import { calendarWords } from './words'

const SHOWN = 12
const PAUSE_MS = 300

/** What is changed, what would move, why: and out with it. */
export function PublishPanel({ opened, editor }: { opened: OpenedCalendar; editor: Editor }) {
  const t = useWords(calendarWords)
  const [text] = useDebouncedValue(changesText(editor.changes), PAUSE_MS)
  if (editor.changes.size === 0)
    return (
      <Block title={t.noChanges}>
        <p className={classes.hint}>{t.noChangesHint}</p>
      </Block>
    )
  return (
    <>
      <Block title={t.changes(editor.changes.size)}>
        <ChangeList editor={editor} />
      </Block>
      <Block title={t.preview}>
        <Preview region={opened.region} version={opened.version} changes={text} />
      </Block>
      <PublishForm opened={opened} editor={editor} />
    </>
  )
}

function ChangeList({ editor: { changes, published, sheet } }: { editor: Editor }) {
  const t = useWords(calendarWords)
  const [language] = useLanguage()
  const days = [...changes.keys()].sort()
  return (
    <ul className={classes.changes}>
      {days.slice(0, SHOWN).map((day) => (
        <li key={day}>
          {t.change({
            day: nameOfDay(day, language),
            from: t.kinds[kindOfDay(day, published)],
            to: t.kinds[kindOfDay(day, sheet)],
          })}
        </li>
      ))}
      {days.length > SHOWN && <li>{t.moreChanges(days.length - SHOWN)}</li>}
    </ul>
  )
}

function PublishForm({ opened, editor }: { opened: OpenedCalendar; editor: Editor }) {
  const t = useWords(calendarWords)
  const [comment, setComment, forgetComment] = useDraft(`calendarComment.${opened.region}`, '')
  const [isChecked, setChecked] = useState(false)
  const isShort = comment.trim().length < 3
  const publishing = useMutation({
    mutationFn: (commandId: CommandId) =>
      server.publishCalendar({
        region: opened.region,
        basedOn: opened.version,
        changes: [...editor.changes].map(([day, kind]) => ({ day, kind })),
        comment: comment.trim(),
        commandId,
      }),
    onSuccess: ({ version }) => {
      editor.forget()
      forgetComment()
      calendarsMoved()
      notifications.show({ message: t.published({ version }) })
    },
  })
  const publish = () => {
    setChecked(true)
    if (!isShort && !publishing.isPending) publishing.mutate(newCommandId())
  }
  return (
    <div className={classes.publish}>
      <Textarea
        label={t.comment}
        placeholder={t.commentPlaceholder}
        autosize
        minRows={2}
        maxLength={1_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={isChecked && isShort ? t.commentMissing : undefined}
      />
      {publishing.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(publishing.error, t.refusals)}
        </Alert>
      )}
      <Button loading={publishing.isPending} disabled={editor.isStale} onClick={publish}>
        {t.publish}
      </Button>
    </div>
  )
}
