//! The report (報告): what the office answers for, and the records behind each figure. A thread of its own counts.

mod part;

use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Pane;
use crate::app::core::msg::{Count, Effect};
use crate::app::core::request::Subject;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::PairingStage;
use crate::domain::rule::report::{By, Counted, Figures, Measure, Report, Span};
use crate::text::Clean;
use jiff::civil::Date;

/// The figures under one heading.
pub const FIGURES: Pane = Pane("figures");
/// The records behind the selected one.
pub const RECORDS: Pane = Pane("records");

/// What kind of figures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heading {
    /// 流れ: from needs to the market.
    #[default]
    Flow,
    /// 日数: how long the stages took.
    Days,
    /// 理由: why pairings ended.
    Reasons,
    /// What the figures are split by: hospital, kind of company …
    By(By),
}

impl Heading {
    /// All, from left to right.
    pub const ALL: &'static [Self] = &[
        Self::Flow,
        Self::Days,
        Self::Reasons,
        Self::By(By::Hospital),
        Self::By(By::CompanyKind),
        Self::By(By::Region),
        Self::By(By::Support),
        Self::By(By::Commitment),
        Self::By(By::Collaboration),
        Self::By(By::Coordinator),
    ];
}

/// Which sessions are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// The open session; without one this is the fiscal year.
    #[default]
    Session,
    /// The fiscal year of today.
    ThisYear,
    /// The one before.
    LastYear,
    /// Everything on record.
    All,
}

/// One figure, which has records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A step of the way to the market.
    Figure(Measure),
    /// A stage that pairings passed.
    Stage(PairingStage),
    /// Why pairings ended.
    Reason(Clean),
    /// A part of what the figures are split by.
    Part(By, Clean),
}

/// What has been counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Waiting,
    /// The record could not be read.
    Unread,
    /// This.
    Found(Box<Report>),
}

/// The records behind a figure, in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The records.
    pub rows: Vec<Counted>,
    /// The selected one.
    pub picker: Picker,
}

/// The report.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The open session.
    pub session: Option<Clean>,
    /// Which sessions are counted.
    pub period: Period,
    /// What kind of figures are shown.
    pub heading: Heading,
    /// What has been counted.
    pub answer: Answer,
    /// The figures under the heading.
    pub lines: Vec<Line>,
    /// The selected one.
    pub picker: Picker,
    /// The records behind it, where they were opened.
    pub opened: Option<Opened>,
    generation: u64,
    asked: Option<(u64, Span, Date)>,
}

impl State {
    /// A session was opened.
    pub fn open(&mut self, session: Clean) {
        *self = Self {
            session: Some(session),
            ..Self::default()
        };
    }

    /// The period that is counted: without a session it is the year.
    pub fn counted(&self) -> Period {
        match (self.period, &self.session) {
            (Period::Session, None) => Period::ThisYear,
            (period, _) => period,
        }
    }

    /// The fiscal year that is counted, where it is one.
    pub fn year(&self, today: Date) -> Option<i16> {
        let this = if today.month() < 4 {
            today.year() - 1
        } else {
            today.year()
        };
        match self.counted() {
            Period::ThisYear => Some(this),
            Period::LastYear => Some(this - 1),
            Period::Session | Period::All => None,
        }
    }

    /// The line that is selected.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.picker.selected)
    }

    /// The report, once it is counted.
    pub fn report(&self) -> Option<&Report> {
        match &self.answer {
            Answer::Found(report) => Some(report),
            Answer::Waiting | Answer::Unread => None,
        }
    }

    /// The records behind a line.
    pub fn behind(&self, line: &Line) -> &[Counted] {
        let Some(report) = self.report() else {
            return &[];
        };
        match line {
            Line::Figure(measure) => report.figures.get(measure).map_or(&[], Vec::as_slice),
            Line::Stage(stage) => report.days.get(stage).map_or(&[], |s| s.behind.as_slice()),
            Line::Reason(reason) => report.declined.get(reason).map_or(&[], Vec::as_slice),
            Line::Part(by, part) => pairings(report.parts.get(by).and_then(|p| p.get(part))),
        }
    }

    /// The answer to a question; one to an older question is dropped.
    pub fn counted_now(&mut self, generation: u64, found: Option<Report>) {
        if generation != self.generation {
            return;
        }
        self.answer = found.map_or(Answer::Unread, |report| Answer::Found(Box::new(report)));
        self.arrange();
    }

    /// Asks for the figures where the record, the period or the day is another one. What is on its way to the disk is
    /// waited for: the thread reads the record.
    fn ask(&mut self, ctx: &mut Ctx<'_>) {
        if ctx.world().ledger.unsaved() > 0 {
            return;
        }
        let today = ctx.env.today;
        let span = match self.year(today) {
            Some(year) => Span::fiscal_year(year),
            None => Span {
                session: self
                    .session
                    .clone()
                    .filter(|_| self.period == Period::Session),
                ..Span::default()
            },
        };
        let now = (ctx.world().revision, span, today);
        if self.asked.as_ref() == Some(&now) {
            return;
        }
        self.generation = ctx.next_generation();
        ctx.effect(Effect::Count(Box::new(Count {
            generation: self.generation,
            span: now.1.clone(),
            today,
        })));
        self.asked = Some(now);
    }

    /// Puts the figures under the heading in their order, and the records of the opened one.
    fn arrange(&mut self) {
        self.lines = self
            .report()
            .map(|r| lines(r, self.heading))
            .unwrap_or_default();
        let rows = self.line().map(|line| self.behind(line).to_vec());
        if let Some(opened) = &mut self.opened {
            opened.rows = rows.unwrap_or_default();
        }
    }

    /// What Enter, Ctrl+O and the menu mean.
    fn record(&self, book: &Book) -> Option<Subject> {
        let opened = self.opened.as_ref()?;
        let subject = match opened.rows.get(opened.picker.selected)? {
            Counted::Need(id) => Subject::Need(id.session.clone(), id.number.clone()),
            Counted::Pairing(id) => {
                book.pairings.get(id)?;
                Subject::Pairing(id.clone())
            }
            Counted::Meeting(id) => {
                book.meetings.get(id)?;
                Subject::Meeting(id.clone())
            }
            Counted::Task(id) => {
                book.tasks.get(id)?;
                Subject::Task(id.clone())
            }
        };
        Some(subject)
    }
}

/// What stands behind a part: its pairings.
fn pairings(figures: Option<&Figures>) -> &[Counted] {
    let found = figures.and_then(|f| f.get(&Measure::Pairings));
    found.map_or(&[], Vec::as_slice)
}

fn lines(report: &Report, heading: Heading) -> Vec<Line> {
    match heading {
        Heading::Flow => Measure::ALL.iter().copied().map(Line::Figure).collect(),
        Heading::Days => report.days.keys().copied().map(Line::Stage).collect(),
        Heading::Reasons => report.declined.keys().cloned().map(Line::Reason).collect(),
        Heading::By(by) => {
            let all = report.by(by);
            all.map(|(part, _)| Line::Part(by, part.clone())).collect()
        }
    }
}
