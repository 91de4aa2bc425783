//! The keys of a device. The fixed values were computed by Python (hashlib, and `PyNaCl` for libsodium).
#![allow(clippy::string_slice, reason = "what is cut here is ASCII")]

mod file;

use enishi::store::device::file::NAME;
use enishi::store::device::{
    AcceptError, Acquaintance, Acquaintances, Authorship, Device, DeviceError, Fingerprint, Public,
    Secret32, Signature, Statement,
};
use jiff::civil::date;
use std::fs;
use tempfile::TempDir;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The file with the secret keys 01 01 … and 02 02 ….
pub(crate) const FILE: &str = "enishi device key 1
sign 0101010101010101010101010101010101010101010101010101010101010101
receive 0202020202020202020202020202020202020202020202020202020202020202
check 481127d8fbba447f3f6a4ec33cb4b91a3b684d9a40fb6f4f2dea9cb0bede66da
";

/// Its public keys.
const PUBLIC: &str = r#"{"sign":"8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c","receive":"ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59"}"#;

/// Its fingerprint.
const SAID: &str = "55559-26958-06371-15889";

/// A secret 00 01 02 … sealed for it.
const SEALED: &str = "2fc4eeab9e6ea648f8b3dca083058c620079ae61857fc96848f02f85b8aedc53f36e0728adbf6892\
    fb54f20b05692ba343ae965eddd4883a51be4dd5216b754e3a8c36f783ced6c8b2d5b9d8079acf09e865c8969350fbacb0171525d\
    72ba40fe7bad251c70550";

const HASH: [u8; 32] = [9; 32];

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn fixed() -> (TempDir, Device) {
    let folder = folder();
    fs::write(folder.path().join(NAME), FILE).unwrap();
    let device = Device::open(folder.path()).unwrap().unwrap();
    (folder, device)
}

pub(crate) fn new() -> Device {
    Device::open_or_make(folder().path()).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

fn head(seq: u64) -> Statement<'static> {
    Statement::Head {
        device: Uuid::from_u128(0x0197_a0b0_0000_7000_8000_0000_0000_00aa),
        scope: "架空-2099",
        seq,
        hash: &HASH,
    }
}

#[test]
fn keys_signatures_fingerprints_and_boxes_are_as_they_were() {
    let (_folder, device) = fixed();
    let public: Public = serde_json::from_str(PUBLIC).unwrap();
    assert_eq!(device.public(), public);
    assert_eq!(serde_json::to_string(&public).unwrap(), PUBLIC);
    assert_eq!(public.fingerprint().to_string(), SAID);
    let signature = device.sign(&head(7));
    assert_eq!(
        serde_json::to_string(&signature).unwrap(),
        "\"39acb20acda5ec691188d355350ed0fb981defb6c5bee0159bd3dcc3bd6a76bf\
         b489c09b271b568cf22a33534642f1130d08b33caa5b1d1bc7880dd214decd03\""
    );
    let secret = Secret32::open(&device, &bytes(SEALED)).unwrap();
    assert!((0..32).eq(secret.expose().iter().copied()));
    assert_eq!(
        secret.mac("marker", "高橋 直".as_bytes()).to_vec(),
        bytes("8df7bc4af7934a5a68b4eefb14b33281e9194e1123aa2792a6abb9e913337d25")
    );
}

#[test]
fn public_keys_have_one_text() {
    for wrong in [
        PUBLIC
            .to_uppercase()
            .replace("SIGN", "sign")
            .replace("RECEIVE", "receive"),
        PUBLIC.replace("8a88", "8a8"),
        PUBLIC.replace("8a88", "8a88 "),
        PUBLIC.replace('}', r#","more":1}"#),
    ] {
        assert!(serde_json::from_str::<Public>(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_signature_is_of_one_key_for_one_statement() {
    let (device, other) = (new(), new());
    let public = device.public();
    let signature = device.sign(&head(7));
    assert!(public.verifies(&head(7), &signature));
    assert!(!other.public().verifies(&head(7), &signature));
    let id = Uuid::from_u128(0x0197_a0b0_0000_7000_8000_0000_0000_00aa);
    let statement = |device, scope, seq, hash| Statement::Head {
        device,
        scope,
        seq,
        hash,
    };
    let mut hash = HASH;
    hash[31] ^= 1;
    for another in [
        head(8),
        statement(Uuid::nil(), "架空-2099", 7, &HASH),
        statement(id, "架空-209", 7, &HASH),
        statement(id, "架空-2099 ", 7, &HASH),
        statement(id, "", 7, &HASH),
        statement(id, "架空-2099", 7, &hash),
        Statement::Sealed {
            to: &public,
            sealed: &[],
        },
    ] {
        assert!(!public.verifies(&another, &signature), "{another:?}");
        assert!(public.verifies(&another, &device.sign(&another)));
    }
    for at in 0..64 {
        for bit in 0..8 {
            let mut changed = signature;
            changed.0[at] ^= 1 << bit;
            assert!(!public.verifies(&head(7), &changed), "{at} {bit}");
        }
    }
    for at in 0..32 {
        let mut changed = public;
        changed.sign[at] ^= 1;
        assert!(!changed.verifies(&head(7), &signature), "{at}");
    }
}

#[test]
fn weak_keys_prove_nothing() {
    // The neutral point of the curve: with it, this signature holds for every message in the usual check.
    let mut weak = new().public();
    weak.sign = [0; 32];
    weak.sign[0] = 1;
    let mut signature = Signature([0; 64]);
    signature.0[0] = 1;
    assert!(!weak.verifies(&head(1), &signature));
    assert!(!weak.is_sound());
    // Points of small order for receiving, and a second form of another point for signing.
    for first in [0, 1] {
        let mut weak = new().public();
        weak.receive = [0; 32];
        weak.receive[0] = first;
        assert!(!weak.is_sound());
    }
    let mut none = new().public();
    none.sign = [0xff; 32];
    assert!(!none.is_sound() && !none.verifies(&head(1), &signature));
}

#[test]
fn what_is_sealed_opens_for_one_device_only() {
    let (device, other) = (new(), new());
    for length in [0, 1, 32, 10_000] {
        let secret = vec![7; length];
        let sealed = device.public().seal(&secret).unwrap();
        assert_eq!(*device.open_sealed(&sealed).unwrap(), secret);
        assert_eq!(other.open_sealed(&sealed), Err(DeviceError::NotForUs));
        assert_ne!(sealed, device.public().seal(&secret).unwrap());
    }
    let sealed = device.public().seal(b"secret").unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 0x40;
        assert_eq!(
            device.open_sealed(&changed),
            Err(DeviceError::NotForUs),
            "{at}"
        );
        assert_eq!(
            device.open_sealed(&sealed[..at]),
            Err(DeviceError::NotForUs)
        );
    }
    let secret = Secret32::draw().unwrap();
    let boxed = secret.seal_for(&other.public()).unwrap();
    assert_eq!(Secret32::open(&other, &boxed).unwrap(), secret);
    assert!(Secret32::open(&device, &boxed).is_err());
    // Something else that was sealed is no key, whatever its length.
    for length in [0, 32, 51, 52, 53, 55, 64] {
        let sealed = device.public().seal(&vec![0; length]).unwrap();
        assert_eq!(Secret32::open(&device, &sealed), Err(DeviceError::NotForUs));
    }
}

#[test]
fn a_mac_is_of_one_key_for_one_label() {
    let secret = Secret32::draw().unwrap();
    let mac = secret.mac("marker", b"ab");
    assert_eq!(secret.mac("marker", b"ab"), mac);
    assert_ne!(secret.mac("markera", b"b"), mac);
    assert_ne!(secret.mac("marke", b"rab"), mac);
    assert_ne!(Secret32::draw().unwrap().mac("marker", b"ab"), mac);
    let same = Secret32::from_bytes(Zeroizing::new(*secret.expose()));
    assert_eq!(same.mac("marker", b"ab"), mac);
}

#[test]
fn a_fingerprint_is_read_as_people_write_it() {
    let want: Fingerprint = SAID.parse().unwrap();
    for text in [
        "55559269580637115889",
        " 55559 26958  06371 15889\n",
        "５５５５９－２６９５８－０６３７１－１５８８９",
        "５５５５９ー２６９５８ー０６３７１ー１５８８９",
        "55559\u{3000}26958\u{3000}06371\u{3000}15889",
        "5 5 5 5 9、26958、06371、15889",
        "55559‐26958–06371−15889",
    ] {
        assert_eq!(text.parse(), Ok(want), "{text}");
    }
    for text in [
        "",
        "55559-26958-06371-1588",
        "55559-26958-06371-158890",
        "五五五五九",
        "O5559-26958-06371-15889",
    ] {
        assert!(text.parse::<Fingerprint>().is_err(), "{text}");
    }
    // Zeros at the front of a group are kept.
    let zeros: Fingerprint = "00000-00001-00020-00300".parse().unwrap();
    assert_eq!(zeros.to_string(), "00000-00001-00020-00300");
    // Both keys count.
    let (device, other) = (new().public(), new().public());
    let mixed = Public {
        sign: device.sign,
        receive: other.receive,
    };
    let all = [device, other, mixed].map(|p| p.fingerprint().to_string());
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
    assert_eq!(all[0].parse(), Ok(device.fingerprint()));
}

fn acquaintance(public: Public, devices: &[u128], name: &str) -> Acquaintance {
    Acquaintance {
        public,
        devices: devices.iter().map(|n| Uuid::from_u128(*n)).collect(),
        name: name.into(),
        accepted_on: date(2099, 1, 2),
    }
}

#[test]
fn a_device_is_accepted_by_its_own_fingerprint_only() {
    let mut known = Acquaintances::default();
    let (here, there) = (new().public(), new().public());
    let offered = acquaintance(there, &[1], "馬場");
    let wrong = known.accept(offered.clone(), &here.fingerprint());
    assert_eq!(wrong, Err(AcceptError::Differs(there.fingerprint())));
    assert!(known.all().is_empty());
    known.accept(offered, &there.fingerprint()).unwrap();
    // Again, after it took another incarnation; the day is the first one.
    let mut again = acquaintance(there, &[2], "馬場（研究支援課）");
    again.accepted_on = date(2099, 2, 2);
    known.accept(again, &there.fingerprint()).unwrap();
    let kept = known.with_device(Uuid::from_u128(2)).unwrap();
    assert_eq!(
        (kept.devices.len(), kept.accepted_on),
        (2, date(2099, 1, 2))
    );
    assert_eq!(kept.name, "馬場（研究支援課）");
    // An incarnation has one owner.
    let taken = known.accept(acquaintance(here, &[2, 3], "相沢"), &here.fingerprint());
    assert!(matches!(taken, Err(AcceptError::Taken { device, .. }) if device.as_u128() == 2));
    assert!(known.with_keys(&here).is_none());
    let mut unsound = there;
    unsound.receive = [0; 32];
    let offered = acquaintance(unsound, &[4], "無");
    assert_eq!(
        known.accept(offered, &unsound.fingerprint()),
        Err(AcceptError::Unsound)
    );
    let text = known.to_json().unwrap();
    assert_eq!(Acquaintances::from_json(&text).unwrap(), known);
    for wrong in [
        "",
        "{}",
        "null",
        &text[..text.len() - 1],
        &text.replace("name", "nome"),
    ] {
        assert!(Acquaintances::from_json(wrong).is_err(), "{wrong}");
    }
    assert!(known.remove(&there) && !known.remove(&there));
}

#[test]
fn a_stream_is_signed_or_not_or_by_somebody_unknown_or_wrongly() {
    let mut known = Acquaintances::default();
    let (friend, stranger) = (new(), new());
    let id = Uuid::from_u128(1);
    let offered = acquaintance(friend.public(), &[1], "馬場");
    known
        .accept(offered, &friend.public().fingerprint())
        .unwrap();
    let head = |device, seq| Statement::Head {
        device,
        scope: "s",
        seq,
        hash: &HASH,
    };
    let by_friend = friend.endorse(&head(id, 3));
    let said = known.authorship(&head(id, 3), Some(&by_friend));
    assert!(matches!(said, Authorship::Signed(a) if a.name == "馬場"));
    assert_eq!(known.authorship(&head(id, 3), None), Authorship::Unsigned);
    assert_eq!(
        known.authorship(&head(id, 4), Some(&by_friend)),
        Authorship::Wrong
    );
    // A stranger signs a stream of its own, and then the one of a friend.
    let elsewhere = Uuid::from_u128(9);
    let by_stranger = stranger.endorse(&head(elsewhere, 3));
    let said = known.authorship(&head(elsewhere, 3), Some(&by_stranger));
    assert_eq!(said, Authorship::UnknownDevice);
    let by_stranger = stranger.endorse(&head(id, 3));
    assert_eq!(
        known.authorship(&head(id, 3), Some(&by_stranger)),
        Authorship::Wrong
    );
    // With the keys of the friend written over its own signature.
    let mut forged = by_stranger;
    forged.by = friend.public();
    assert_eq!(
        known.authorship(&head(id, 3), Some(&forged)),
        Authorship::Wrong
    );
    // A friend goes on under a new incarnation.
    let by_friend = friend.endorse(&head(elsewhere, 1));
    let said = known.authorship(&head(elsewhere, 1), Some(&by_friend));
    assert!(matches!(said, Authorship::Signed(_)));
    // A box says who sealed it only by a signature.
    let (to, sealed) = (stranger.public(), friend.public().seal(b"x").unwrap());
    let boxed = Statement::Sealed {
        to: &to,
        sealed: &sealed,
    };
    let by_friend = friend.endorse(&boxed);
    assert!(matches!(
        known.authorship(&boxed, Some(&by_friend)),
        Authorship::Signed(_)
    ));
    known.remove(&friend.public());
    assert_eq!(
        known.authorship(&boxed, Some(&by_friend)),
        Authorship::UnknownDevice
    );
    let text = serde_json::to_string(&by_friend).unwrap();
    assert_eq!(
        serde_json::from_str::<enishi::store::device::Endorsement>(&text).unwrap(),
        by_friend
    );
}
