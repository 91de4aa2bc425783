//! How the [`Extras`] of an op stand in its payload: as keys of their own behind those of the change. An older version
//! keeps them as they are and does not look at them.

use crate::domain::op::{Extras, OpRef};
use crate::text::Clean;
use serde_json::Value;
use std::collections::BTreeMap;

/// Their keys, in the order in which they are written.
pub(crate) const KEYS: [&str; 3] = ["at", "over", "means"];

/// A payload of a change with its extras behind it.
pub(crate) fn join(body: &str, extras: &Extras) -> serde_json::Result<String> {
    if extras.is_empty() {
        return Ok(body.to_owned());
    }
    // The payload of every change is an object; anything else comes from a newer version and stays as it is.
    let Some(fields) = body.strip_suffix('}').filter(|b| b.starts_with('{')) else {
        return Ok(body.to_owned());
    };
    let extras = serde_json::to_string(extras)?;
    let extras = extras.strip_prefix('{').unwrap_or_default();
    let comma = if fields.len() > 1 { "," } else { "" };
    Ok(format!("{fields}{comma}{extras}"))
}

/// Takes the extras out of a payload. What is not in their form stays where it is.
pub(crate) fn take(body: &mut Value) -> Extras {
    let Some(fields) = body.as_object_mut() else {
        return Extras::default();
    };
    let mut extras = Extras::default();
    if let Some(at) = fields.get("at").and_then(Value::as_i64) {
        extras.at = Some(at);
        fields.remove("at");
    }
    if let Some(over) = fields.get("over")
        && let Ok(over) = serde_json::from_value::<Vec<OpRef>>(over.clone())
    {
        extras.over = Some(over);
        fields.remove("over");
    }
    if let Some(means) = fields.get("means")
        && let Ok(means) = serde_json::from_value::<BTreeMap<String, Clean>>(means.clone())
        && !means.is_empty()
    {
        extras.means = means;
        fields.remove("means");
    }
    extras
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn extras_stand_behind_the_keys_of_a_payload_and_come_out_again() {
        let op = |seq| OpRef {
            device: Uuid::nil(),
            seq,
        };
        let all = [
            Extras::default(),
            Extras {
                at: Some(-5),
                ..Extras::default()
            },
            Extras {
                over: Some(Vec::new()),
                ..Extras::default()
            },
            Extras {
                at: Some(1),
                over: Some(vec![op(1), op(12)]),
                means: BTreeMap::from([("need:N-1".to_owned(), "abcd".into())]),
            },
        ];
        for extras in all {
            for body in ["{}", r#"{"level":"関心"}"#] {
                let text = join(body, &extras).unwrap();
                let mut value: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(take(&mut value), extras, "{text}");
                assert_eq!(value.to_string(), body);
                assert_eq!(text == body, extras.is_empty());
            }
            assert_eq!(join("null", &extras).unwrap(), "null");
        }
        let text = join(
            r#"{"level":"x"}"#,
            &Extras {
                at: Some(7),
                over: Some(vec![op(3)]),
                ..Extras::default()
            },
        );
        assert_eq!(
            text.unwrap(),
            r#"{"level":"x","at":7,"over":["00000000-0000-0000-0000-000000000000:3"]}"#
        );
        let mut odd = json!({"at": "noon", "over": null});
        assert_eq!(take(&mut odd), Extras::default());
        assert_eq!(odd, json!({"at": "noon", "over": null}));
    }
}
