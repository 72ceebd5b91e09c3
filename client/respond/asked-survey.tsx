import type { JSX } from 'react';
import type { PanelModelBase, Question } from 'survey-core';
import { ReactElementFactory, Survey, SurveyElementBase, SurveyPage, SurveyPanel } from 'survey-react-ui';
import { useAsking } from './asking.ts';
import { AskedField } from './asked-field.tsx';

/**
 * SurveyJS's survey, page and panel keep the markup in step with the model; the markup itself is ours, because theirs
 * hides the native inputs, nests a form of its own and needs inline styles that the page's security policy refuses.
 */
export class AskedSurvey extends Survey {
  protected override renderElement(): JSX.Element {
    const page = this.survey.activePage;
    return <>{page ? this.renderPage(page) : null}</>;
  }
}

class AskedPage extends SurveyPage {
  protected override renderElement(): JSX.Element {
    return (
      <>
        <Heading of={this.page} />
        <Elements of={this.page} />
      </>
    );
  }
}

class AskedPanel extends SurveyPanel {
  protected override renderElement(): JSX.Element {
    return (
      <section className="panel">
        <Heading of={this.panelBase} />
        <Elements of={this.panelBase} />
      </section>
    );
  }
}

ReactElementFactory.Instance.registerElement('sv-page', (props) => (
  <AskedPage key={props.page.name} {...props} />
));

function Heading({ of }: { of: PanelModelBase }) {
  return (
    <>
      {of.title ? <h2>{of.title}</h2> : null}
      {of.description ? <p className="hint">{of.description}</p> : null}
    </>
  );
}

function Elements({ of }: { of: PanelModelBase }) {
  return of.elements.map((element) =>
    element.isPanel ? (
      <AskedPanel key={element.name} element={element} survey={of.survey} />
    ) : (
      <AskedQuestion key={element.name} question={element as Question} />
    ),
  );
}

/** Follows its question's model: visibility, whether it is required, and the answer. */
class AskedQuestion extends SurveyElementBase<{ question: Question }, object> {
  protected override getStateElement(): Question {
    return this.props.question;
  }

  protected override canRender(): boolean {
    return this.props.question.isVisible;
  }

  protected override renderElement(): JSX.Element {
    return <IfShown question={this.props.question} />;
  }
}

function IfShown({ question }: { question: Question }) {
  const { only, questions } = useAsking();
  const asked = questions.get(question.name);
  return asked && (!only || only.has(question.name)) ? (
    <AskedField question={question} asked={asked} />
  ) : null;
}
