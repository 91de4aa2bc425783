//! The source as the tests of its shape see it: modules, what they define, and the paths they name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::iter::Peekable;
use std::path::Path;
use std::str::Chars;

/// A path of modules below the crate; the crate itself is empty.
pub(super) type Module = Vec<String>;

/// A word or sign of a file; texts and characters are one sign each.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

/// One name that a `use` brings into a module.
#[derive(Debug)]
struct Import {
    path: Vec<String>,
    /// `*` for all names of a module.
    name: String,
    /// It is handed on, and perhaps not needed here.
    is_public: bool,
}

/// One file of `src`.
#[derive(Debug)]
pub(super) struct Source {
    /// Below `src`.
    pub(super) path: String,
    /// Without tests and without comments.
    pub(super) tokens: Vec<Token>,
    imports: Vec<Import>,
    /// The same without the imports.
    body: Vec<Token>,
    defined: BTreeSet<String>,
}

/// All of `src`, by module.
#[derive(Debug)]
pub(super) struct Tree(pub(super) BTreeMap<Module, Source>);

impl Tree {
    pub(super) fn read() -> Self {
        let src = super::root().join("src");
        let files = super::files(&src, ".rs").into_iter();
        let modules = files.filter_map(|file| {
            let path = file.strip_prefix(&src).unwrap();
            let module = module_of(path)?;
            let text = fs::read_to_string(&file).unwrap();
            let shown = path.to_string_lossy().replace('\\', "/");
            Some((module, Source::new(shown, &text)))
        });
        Self(modules.collect())
    }

    /// The modules of which this one needs something that is defined there.
    pub(super) fn needed(&self, module: &Module) -> BTreeSet<Module> {
        let source = &self.0[module];
        let mut found = BTreeSet::new();
        let words: BTreeSet<&str> = source.body.iter().map(|t| t.text.as_str()).collect();
        for import in &source.imports {
            let is_needed = !import.is_public || words.contains(import.name.as_str());
            if is_needed && let Some(path) = self.absolute(module, &import.path, 0) {
                found.extend(self.home(path, 0));
            }
        }
        for path in paths(&source.body) {
            if let Some(path) = self.absolute(module, &path, 0) {
                found.extend(self.home(path, 0));
            }
        }
        found.remove(module);
        found
    }

    /// A path from the crate on; `None`: it leads to another crate, or is no path of modules.
    fn absolute(&self, module: &Module, path: &[String], depth: usize) -> Option<Vec<String>> {
        let first = path.first()?;
        let mut start = module.clone();
        match first.as_str() {
            "crate" => return Some(path[1..].to_vec()),
            "self" => {}
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                start.truncate(start.len().checked_sub(ups)?);
                return Some([start, path[ups..].to_vec()].concat());
            }
            name => {
                let below = [start.clone(), vec![name.to_owned()]].concat();
                if self.0.contains_key(&below) {
                    return Some([start, path.to_vec()].concat());
                }
                let imports = &self.0.get(module)?.imports;
                let import = imports.iter().find(|import| import.name == name)?;
                if depth > 8 || import.path == path {
                    return None;
                }
                let known = self.absolute(module, &import.path, depth + 1)?;
                return Some([known, path[1..].to_vec()].concat());
            }
        }
        Some([start, path[1..].to_vec()].concat())
    }

    /// The module that defines what a path names, through whatever hands it on; `None`: it names a module only.
    fn home(&self, path: Vec<String>, depth: usize) -> Option<Module> {
        let mut module = Module::new();
        let mut rest = path.into_iter();
        while let Some(part) = rest.next() {
            let below = [module.clone(), vec![part.clone()]].concat();
            if self.0.contains_key(&below) {
                module = below;
                continue;
            }
            let source = self.0.get(&module)?;
            if depth > 8 || source.defined.contains(&part) {
                return Some(module);
            }
            let handed = source.imports.iter().find(|import| import.name == part);
            if let Some(import) = handed {
                let known = self.absolute(&module, &import.path, depth + 1)?;
                let path = known.into_iter().chain(rest).collect();
                return self.home(path, depth + 1);
            }
            let globs = source.imports.iter().filter(|import| import.name == "*");
            for glob in globs {
                let known = self.absolute(&module, &glob.path, depth + 1);
                if let Some(known) = known
                    && self
                        .0
                        .get(&known)
                        .is_some_and(|s| s.defined.contains(&part))
                {
                    return Some(known);
                }
            }
            return Some(module);
        }
        None
    }
}

impl Source {
    fn new(path: String, text: &str) -> Self {
        let tokens = without_tests(tokens(text));
        let (imports, body) = imports(&tokens);
        Self {
            path,
            defined: defined(&body),
            tokens,
            imports,
            body,
        }
    }
}

/// `a/b.rs` is the module `a::b`; tests and `main.rs` are none of the library.
fn module_of(path: &Path) -> Option<Module> {
    let parts = path.with_extension("");
    let parts = parts.components();
    let names: Module = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    match names.last().map(String::as_str) {
        Some("tests") => None,
        Some("lib") if names.len() == 1 => Some(Vec::new()),
        Some("main") if names.len() == 1 => None,
        _ => Some(names),
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let at = line;
        let text = match c {
            '\n' => {
                line += 1;
                continue;
            }
            c if c.is_whitespace() => continue,
            '/' if rest.peek() == Some(&'/') => {
                while rest.next_if(|c| *c != '\n').is_some() {}
                continue;
            }
            '"' => {
                line += string(&mut rest);
                "\"".to_owned()
            }
            '\'' if character(&mut rest) => "'".to_owned(),
            // A lifetime.
            '\'' => continue,
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                let raw = ["r", "br"].contains(&word.as_str());
                if raw && matches!(rest.peek(), Some('"' | '#')) {
                    line += raw_string(&mut rest);
                    "\"".clone_into(&mut word);
                }
                word
            }
            ':' if rest.next_if_eq(&':').is_some() => "::".to_owned(),
            '=' if rest.next_if_eq(&'>').is_some() => "=>".to_owned(),
            other => other.to_string(),
        };
        found.push(Token { text, line: at });
    }
    found
}

/// Reads to the end of a text; how many lines it had.
fn string(rest: &mut Peekable<Chars<'_>>) -> usize {
    let mut lines = 0;
    while let Some(c) = rest.next() {
        lines += usize::from(c == '\n');
        match c {
            '\\' => lines += usize::from(rest.next() == Some('\n')),
            '"' => break,
            _ => {}
        }
    }
    lines
}

fn raw_string(rest: &mut Peekable<Chars<'_>>) -> usize {
    let mut signs = 0;
    while rest.next_if_eq(&'#').is_some() {
        signs += 1;
    }
    rest.next();
    let mut lines = 0;
    while let Some(c) = rest.next() {
        lines += usize::from(c == '\n');
        if c == '"' {
            let mut left = signs;
            while left > 0 && rest.next_if_eq(&'#').is_some() {
                left -= 1;
            }
            if left == 0 {
                break;
            }
        }
    }
    lines
}

/// Whether it is a character and not a lifetime; reads to its end.
fn character(rest: &mut Peekable<Chars<'_>>) -> bool {
    let first = rest.next();
    if first == Some('\\') {
        rest.next();
        while rest.next().is_some_and(|c| c != '\'') {}
        return true;
    }
    if rest.next_if_eq(&'\'').is_some() {
        return true;
    }
    while rest.next_if(|c| c.is_alphanumeric() || *c == '_').is_some() {}
    false
}

/// The index behind the bracket that closes the one at `open`.
pub(super) fn behind(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    let at = (0..tokens.len()).find(|at| {
        let here = tokens[*at..].iter().map(|t| t.text.as_str());
        here.take(mark.len()).eq(mark)
    });
    let Some(at) = at else {
        return tokens;
    };
    let end = match tokens.get(at + mark.len() + 1) {
        Some(token) if token.text == "{" => behind(&tokens, at + mark.len() + 1),
        _ => at + mark.len() + 2,
    };
    let mut kept = tokens;
    kept.drain(at..end.min(kept.len()));
    without_tests(kept)
}

/// All imports, and what is left without them.
fn imports(tokens: &[Token]) -> (Vec<Import>, Vec<Token>) {
    let (mut found, mut body) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let next = tokens.get(at + 1).map(|t| t.text.as_str());
        if tokens[at].text != "use" || next == Some("<") {
            body.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|n| tokens[n].text.as_str());
        let is_public = matches!(before, Some("pub" | ")"));
        let mut end = at + 1;
        while tokens.get(end).is_some_and(|t| t.text != ";") {
            end += 1;
        }
        let words: Vec<&str> = tokens[at + 1..end]
            .iter()
            .map(|t| t.text.as_str())
            .collect();
        tree(&words, &[], &mut |path, name| {
            found.push(Import {
                path,
                name,
                is_public,
            });
        });
        at = end + 1;
    }
    (found, body)
}

/// The names of one tree of imports.
fn tree(words: &[&str], before: &[String], found: &mut impl FnMut(Vec<String>, String)) {
    let mut depth = 0;
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words {
        match *word {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                parts.push(Vec::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(word);
    }
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let mut path = before.to_vec();
        let mut name = None;
        let mut at = 0;
        while at < part.len() {
            match part[at] {
                "::" => {}
                "{" => {
                    tree(&part[at + 1..part.len() - 1], &path, found);
                    break;
                }
                "as" => {
                    name = part.get(at + 1).map(|name| (*name).to_owned());
                    break;
                }
                "*" => name = Some("*".to_owned()),
                "self" if !path.is_empty() => {}
                word => path.push(word.to_owned()),
            }
            at += 1;
        }
        if !part.contains(&"{") {
            let last = path.last().cloned().unwrap_or_default();
            found(path, name.unwrap_or(last));
        }
    }
}

/// What a file defines outside of any bracket.
fn defined(body: &[Token]) -> BTreeSet<String> {
    const KINDS: [&str; 8] = [
        "struct", "enum", "trait", "fn", "const", "static", "type", "union",
    ];
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < body.len() {
        let text = body[at].text.as_str();
        let next = body
            .get(at + 1)
            .map(|t| t.text.as_str())
            .unwrap_or_default();
        if ["(", "[", "{"].contains(&text) {
            at = behind(body, at);
            continue;
        }
        if KINDS.contains(&text) && is_name(next) && next != "fn" {
            found.insert(next.to_owned());
        }
        if text == "macro_rules" {
            found.extend(body.get(at + 2).map(|t| t.text.clone()));
        }
        at += 1;
    }
    found
}

/// Paths of more than one part.
fn paths(body: &[Token]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let mut path = Vec::new();
        let mut end = at;
        while body.get(end).is_some_and(|t| is_name(&t.text)) {
            path.push(body[end].text.clone());
            if body.get(end + 1).is_none_or(|t| t.text != "::") {
                break;
            }
            end += 2;
        }
        let member = at > 0 && [".", "::"].contains(&body[at - 1].text.as_str());
        if path.len() > 1 && !member {
            found.push(path);
        }
        at = end.max(at) + 1;
    }
    found
}
