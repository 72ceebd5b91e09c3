import type { JSX } from 'react';
import type { PanelModelBase, Question } from 'survey-core';
import { ReactElementFactory, Survey, SurveyElementBase, SurveyPage, SurveyPanel } from 'survey-react-ui';
import { AskedField } from './asked-field.tsx';
import { useAsking } from './asking.ts';

/**
 * SurveyJS walks the survey and decides what stands; the markup itself is ours, because theirs hides the native inputs,
 * nests a form of its own and needs inline styles that the page's security policy refuses.
 */
export class AskedSurvey extends Survey {
  protected override renderElement(): JSX.Element {
    const page = this.survey.activePage;
    return <>{page ? this.renderPage(page) : null}</>;
  }
}

/** All pages, one after another. */
export class WholeSurvey extends Survey {
  protected override renderElement(): JSX.Element {
    return <>{this.survey.pages.map((page) => this.renderPage(page))}</>;
  }
}

class AskedPage extends SurveyPage {
  protected override renderElement(): JSX.Element {
    return (
      <section data-page={this.page.name}>
        <Heading of={this.page} />
        <Elements of={this.page} />
      </section>
    );
  }
}

class AskedPanel extends SurveyPanel {
  protected override renderElement(): JSX.Element {
    return (
      <section className="panel" data-panel={this.panelBase.name}>
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

class AskedQuestion extends SurveyElementBase<{ question: Question }, object> {
  protected override getStateElement(): Question {
    return this.props.question;
  }

  protected override canRender(): boolean {
    return this.props.question.isVisible;
  }

  protected override renderElement(): JSX.Element {
    return <AsDrawn question={this.props.question} />;
  }
}

function AsDrawn({ question }: { question: Question }) {
  const { drawn, questions } = useAsking();
  const asked = questions.get(question.name);
  const how = asked ? drawn(question.name) : 'nothing';
  if (how === 'mark') return <i data-q={question.name} />;
  return asked && how === 'whole' ? <AskedField question={question} asked={asked} /> : null;
}
