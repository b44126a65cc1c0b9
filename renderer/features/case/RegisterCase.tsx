import { Alert, Button, Checkbox, Select, Textarea } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { AppealKind } from '#shared/contract/appeal'
import type { Consumer } from '#shared/contract/consumer'
import type { Interaction } from '#shared/contract/interaction'
import { refusalText } from '../../api/refusalText'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useWords } from '../../ui/words'
import { AnswerFields } from './AnswerFields'
import { DueWords } from './DueWords'
import classes from './RegisterCase.module.css'
import { TopicPicker } from './TopicPicker'
import { type CaseFiles, useRegisterCase } from './useRegisterCase'
import { caseWords } from './words'

type Props = {
  consumer: Consumer
  /** The contact it comes from. */
  interaction?: Interaction | undefined
  /** Files of the contact that may go with it. */
  files?: CaseFiles
  onRegistered?: () => void
}

const NO_FILES: CaseFiles = { attachments: [], coming: 0, failed: 0 }

/** From any contact, or without one: what it is about, how to answer, by when. What is typed survives reload and crash. */
export function RegisterCase({ consumer, interaction, files = NO_FILES, onRegistered }: Props) {
  const t = useWords(caseWords)
  const form = useRegisterCase(consumer, interaction, files, onRegistered)
  const { draft, change, problems, registering, isLater } = form
  const { attachments } = files
  if (!draft.isOpen)
    return (
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFilePlus size={17} />}
        onClick={() => change({ isOpen: true })}
      >
        {t.register}
      </Button>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit()
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.registerTitle}
    >
      <TopicPicker value={draft.topic} onChange={(topic) => change({ topic })} error={problems.topic} />
      <Select
        label={t.kind}
        allowDeselect={false}
        data={AppealKind.options.map((value) => ({ value, label: t.kinds[value] }))}
        value={draft.kind}
        onChange={(kind) => change({ kind: AppealKind.parse(kind) })}
      />
      <Textarea
        label={t.text}
        placeholder={t.textPlaceholder}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={problems.text}
      />
      <AnswerFields
        draft={draft}
        change={change}
        error={problems.address}
        consumer={consumer}
        interaction={interaction}
      />
      {attachments.length > 0 && (
        <fieldset className={classes.files}>
          <legend>{t.files}</legend>
          {attachments.map(({ id, name }) => (
            <Checkbox
              key={id}
              size="xs"
              label={name}
              checked={!draft.left.includes(id)}
              onChange={(event) =>
                change({
                  left: event.currentTarget.checked ? draft.left.filter((one) => one !== id) : [...draft.left, id],
                })
              }
            />
          ))}
        </fieldset>
      )}
      <DueWords topic={draft.topic} kind={draft.kind} branchId={consumer.branchId} />
      {registering.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(registering.error, t.refusals)}
        </Alert>
      )}
      <p role="status" className={classes.kept}>
        {isLater ? t.registersAfterFiles : ''}
      </p>
      <div className={classes.bar}>
        <Button type="submit" loading={registering.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.register}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => change({ isOpen: false })}>
          {t.cancel}
        </Button>
      </div>
      {draft.text !== '' && <p className={classes.kept}>{t.draftKept}</p>}
    </form>
  )
}
