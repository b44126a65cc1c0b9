import type { Connection, ConnectionStage } from '#shared/contract/connection'
import type { Outcome, OutcomeField, OutcomeForm, Said } from '#shared/contract/outcomeForm'

const say = (ru: string, en: string): Said => ({ ru, en })
type Kind = OutcomeField['kind']
const field = (name: string, kind: Kind, label: Said, isRequired = true): OutcomeField => ({
  name,
  kind,
  label,
  isRequired,
  options: [],
})
const outcome = (code: string, label: Said, ...fields: OutcomeField[]): Outcome => ({ code, label, fields })

const NOTE = field('note', 'text', say('Примечание', 'Note'), false)
const REFUSE = outcome(
  'refuse',
  say('Отказать', 'Refuse'),
  field('ground', 'text', say('Основание отказа: пункт правил и причина', 'Ground of the refusal: rule and reason')),
)

/** A step of the process: the stage it belongs to, and the form it is done with. */
export type StepForm = { stage: ConnectionStage; form: (about: Pick<Connection, 'documents'>) => OutcomeForm }

/** By the name that stands in the drawing as `okno:form`. */
export const connectionForms: Readonly<Record<string, StepForm>> = {
  connectionCheck: { stage: 'completeness', form: checkForm },
  connectionConditions: {
    stage: 'conditions',
    form: () => ({
      title: say('Подготовить технические условия', 'Prepare the technical conditions'),
      outcomes: [
        outcome(
          'ready',
          say('Условия готовы', 'Conditions are ready'),
          field('conditions', 'text', say('Технические условия', 'Technical conditions')),
        ),
        REFUSE,
      ],
    }),
  },
  connectionContract: {
    stage: 'contract',
    form: () => ({
      title: say('Подготовить договор', 'Prepare the contract'),
      outcomes: [
        outcome(
          'ready',
          say('Направить заявителю', 'Send to the applicant'),
          field('contractNumber', 'line', say('Номер договора', 'Number of the contract')),
        ),
      ],
    }),
  },
  connectionWorks: {
    stage: 'works',
    form: () => ({
      title: say('Выполнить работы сети', 'Carry out the works of the grid'),
      outcomes: [outcome('done', say('Работы выполнены', 'The works are done'), NOTE)],
    }),
  },
  connectionInspection: {
    stage: 'inspection',
    form: () => ({
      title: say('Осмотреть устройства заявителя', 'Inspect the devices of the applicant'),
      outcomes: [
        outcome('passed', say('Замечаний нет', 'No remarks'), NOTE),
        outcome(
          'remarks',
          say('Есть замечания', 'There are remarks'),
          field('remarks', 'text', say('Замечания', 'Remarks')),
        ),
      ],
    }),
  },
  connectionAct: {
    stage: 'documents',
    form: () => ({
      title: say('Оформить акт и документы', 'Draw up the act and documents'),
      outcomes: [
        outcome(
          'ready',
          say('Направить заявителю', 'Send to the applicant'),
          field('actNumber', 'line', say('Номер акта', 'Number of the act')),
          NOTE,
        ),
      ],
    }),
  },
}

/** What is missing is chosen from the list of this very applicant. */
function checkForm({ documents }: Pick<Connection, 'documents'>): OutcomeForm {
  const missing: OutcomeField = {
    ...field('missing', 'choices', say('Чего не хватает', 'What is missing')),
    options: documents.map(({ code, nameRu, nameEn }) => ({ value: code, label: say(nameRu, nameEn) })),
  }
  const demand = field('demand', 'text', say('Пояснение заявителю', 'Explanation for the applicant'), false)
  return {
    title: say('Проверить комплектность', 'Check for completeness'),
    outcomes: [
      outcome('complete', say('Документы полные', 'The documents are complete')),
      outcome('missing', say('Запросить документы', 'Ask for documents'), missing, demand),
      REFUSE,
    ],
  }
}
