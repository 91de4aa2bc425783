//! A draft of a mail: `X-Unsent: 1` has mail programs open it for writing. Nothing is sent.

use super::Letter;
use crate::text::Clean;
use std::fmt::Write as _;

/// The bytes of a draft. Addresses that are none are left out.
pub fn write(letter: &Letter, to: &[(Clean, Clean)]) -> Vec<u8> {
    let mut out = String::from("X-Unsent: 1\r\nMIME-Version: 1.0\r\n");
    let to = to.iter().filter(|(_, address)| is_address(address));
    let to: Vec<String> = to.map(|(name, address)| mailbox(name, address)).collect();
    if !to.is_empty() {
        let _ = write!(out, "To: {}\r\n", to.join(",\r\n "));
    }
    let _ = write!(out, "Subject: {}\r\n", words(&letter.subject));
    out.push_str("Content-Type: text/plain; charset=UTF-8\r\n");
    out.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
    let body = letter.body.replace('\n', "\r\n");
    let body = base64(body.as_bytes());
    for line in body.as_bytes().chunks(76) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// Whether a text is one plain mail address, and nothing that would end a header or begin another receiver.
pub fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(c);
    let parts = text.split_once('@');
    text.chars().all(plain)
        && parts.is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@')
        })
}

fn mailbox(name: &Clean, address: &Clean) -> String {
    if name.is_empty() {
        return address.to_string();
    }
    format!("{} <{address}>", words(name))
}

/// A text as encoded words, none of which is longer than 75 characters or ends within a letter.
fn words(text: &str) -> String {
    /// 39 bytes are 52 characters of base64, beside the 12 around them.
    const MOST: usize = 39;
    let mut pieces: Vec<String> = vec![String::new()];
    for c in text.chars().filter(|c| !c.is_control()) {
        let is_full = pieces.last().is_some_and(|p| p.len() + c.len_utf8() > MOST);
        if is_full {
            pieces.push(String::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    let words = pieces.iter();
    let words: Vec<String> = words
        .map(|piece| format!("=?UTF-8?B?{}?=", base64(piece.as_bytes())))
        .collect();
    words.join("\r\n ")
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let six = usize::try_from(bits >> (18 - 6 * n) & 63).unwrap_or(0);
            let letter = LETTERS.get(six).copied().unwrap_or(b'=');
            out.push(if n <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ];
        for (plain, encoded) in cases {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn no_text_gets_out_of_its_header() {
        assert!(is_address("mihon.taro@example.jp"));
        for bad in [
            "a@b.jp,c@d.jp",
            "a@b.jp\r\nBcc: x@y.jp",
            "a b@c.jp",
            "見本@example.jp",
            "a@b",
            "@b.jp",
            "<a@b.jp>",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        let letter = Letter {
            subject: Clean::line("御礼".repeat(40).as_str()),
            body: "本文\n".to_owned(),
        };
        let name = Clean::line("見本 太郎");
        let mail = write(
            &letter,
            &[
                (name, Clean::line("mihon@example.jp")),
                (Clean::line("x"), Clean::line("a@b.jp,c@d.jp")),
            ],
        );
        let mail = String::from_utf8(mail).unwrap();
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert!(
            head.lines().all(|line| line.len() <= 78 && line.is_ascii()),
            "{head}"
        );
        assert!(!head.contains("c@d.jp"));
        assert_eq!(body.trim_end(), "5pys5paHDQo=");
    }
}
