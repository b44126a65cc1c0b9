import { useDraft } from '../ui/useDraft'
import { EMPTY, type PortalDraft, type Problem } from './draft'

/** The answers so far; they survive reload, a closed window and a crash. */
export function useAnswers() {
  const [draft, set, forget] = useDraft<PortalDraft>('portal.appeal', EMPTY)
  return {
    draft,
    change: (part: Partial<PortalDraft>) => set((before) => ({ ...before, ...part })),
    addFile: (file: PortalDraft['files'][number]) => set((before) => ({ ...before, files: [...before.files, file] })),
    forget,
  }
}
export type Answers = ReturnType<typeof useAnswers>
/** What the screen of one question is given. */
export type StepProps = { answers: Answers; problems: readonly Problem[] }
