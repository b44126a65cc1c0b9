/** A drawing without coordinates, short enough to be read in a test. */
export function draw(body: string, key = 'p'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:test">
  <process id="${key}" name="Проба" isExecutable="true">${body}</process>
</definitions>`
}

export const flow = (from: string, to: string, condition = '') =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${
    condition && `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`
  }</sequenceFlow>`

export const timer = (id: string, task: string, rule: string, isInterrupting = true) =>
  `<boundaryEvent id="${id}" attachedToRef="${task}" cancelActivity="${isInterrupting}"><timerEventDefinition>${rule}</timerEventDefinition></boundaryEvent>`
