import type { Consumer } from '#shared/contract/consumer'
import type { Interaction, Message } from '#shared/contract/interaction'
import { CaseSummary } from '../features/case/CaseSummary'
import { useCases } from '../features/case/caseCache'
import { RegisterCase } from '../features/case/RegisterCase'
import { caseWords } from '../features/case/words'
import { RegisterConnection } from '../features/connection/register/RegisterConnection'
import { useDocuments } from '../features/visit/useDocuments'
import { VisitDocuments } from '../features/visit/VisitDocuments'
import { Block } from '../ui/Block'
import { useWords } from '../ui/words'
import { pathOfCase, useGo } from './routes'

type Props = { consumer: Consumer; interaction: Interaction | undefined; messages: readonly Message[] | undefined }

/** More than these make a list, not a glance: the rest stands in the tab. */
const SHOWN = 3

/** Register one out of this contact; the open ones with the step that waits. */
export function CasesBlock({ consumer, interaction, messages = [] }: Props) {
  const t = useWords(caseWords)
  const go = useGo()
  const { data } = useCases(consumer.id)
  const open = (data?.pages[0]?.items ?? []).filter(({ closedAt }) => closedAt === null).slice(0, SHOWN)
  const documents = useDocuments(interaction?.id ?? consumer.id)
  const files = messages.flatMap(({ attachments }) => attachments).filter(({ isInline }) => !isInline)
  const failed = documents.sending.filter(({ error }) => error !== null).length
  return (
    <>
      {open.map((matter) => (
        <CaseSummary key={matter.id} matter={matter} onOpen={(opened) => go(pathOfCase(opened))} />
      ))}
      {interaction?.channel === 'visit' && interaction.state === 'open' && <VisitDocuments documents={documents} />}
      <Block title={t.registerTitle}>
        <RegisterCase
          key={interaction?.id ?? consumer.id}
          consumer={consumer}
          interaction={interaction}
          files={{
            attachments: [...files, ...documents.kept],
            coming: documents.sending.length - failed,
            failed,
          }}
          onRegistered={documents.forget}
        />
        <RegisterConnection
          key={`connection ${interaction?.id ?? consumer.id}`}
          consumer={consumer}
          interaction={interaction}
        />
      </Block>
    </>
  )
}
