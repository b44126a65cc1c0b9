import { Modal, Select, TagsInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Competence } from '#shared/contract/competence'
import { UnitCode } from '#shared/contract/topic'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { FormFoot } from '../../ui/FormFoot'
import { uiWords } from '../../ui/uiWords'
import { useWords } from '../../ui/words'
import { useNameOf, useTopics } from '../case/topics'
import classes from './Competence.module.css'
import { competencesMoved } from './competenceCache'
import { competenceWords } from './words'

type Props = { of: Competence; known: readonly string[]; onClose: () => void }

/** The unit of one person, and what they are able to do; `known` skills are offered. */
export function CompetenceDialog({ of, known, onClose }: Props) {
  const t = useWords(competenceWords)
  const closeLabel = useWords(uiWords).close
  const nameOf = useNameOf()
  const { data } = useTopics()
  const [unit, setUnit] = useState<string | null>(of.unit)
  const [skills, setSkills] = useState<string[]>(of.skills)
  const saving = useMutation({
    mutationFn: () =>
      server.setCompetence({
        staffId: of.staffId,
        unit: UnitCode.safeParse(unit).data ?? null,
        skills,
        commandId: newCommandId(),
      }),
    onSuccess: ({ name }) => {
      competencesMoved()
      notifications.show({ message: t.saved({ name }) })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={of.name} size={460} closeButtonProps={{ 'aria-label': closeLabel }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <Select
          label={t.unit}
          placeholder={t.noUnit}
          clearable
          data={(data?.units ?? []).map((one) => ({ value: one.code, label: nameOf(one) }))}
          value={unit}
          onChange={setUnit}
        />
        <TagsInput
          label={t.skills}
          description={t.skillsHint}
          data={[...known]}
          maxTags={30}
          value={skills}
          onChange={setSkills}
        />
        <FormFoot
          error={saving.error && refusalText(saving.error, t.refusals)}
          submit={t.save}
          isBusy={saving.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </form>
    </Modal>
  )
}
