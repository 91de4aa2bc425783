//! The secret keys of this device.

use super::error::DeviceError;
use super::file;
use super::file::Secrets;
use super::public::{Endorsement, Public, Signature, Statement};
use super::sealed_box;
use ed25519_dalek::{Signer, SigningKey};
use std::fmt;
use std::path::Path;
use zeroize::Zeroizing;

/// The secret keys of this device. They are wiped from the memory when it is dropped; the copy that the crate of the
/// sealed boxes makes while it opens one is not.
pub struct Device {
    sign: SigningKey,
    receive: Zeroizing<[u8; 32]>,
    public: Public,
}

impl Device {
    /// Reads the keys in a data folder. `None`: there are none yet. A file that is there and cannot be read, or is
    /// damaged, is an error.
    pub fn open(folder: &Path) -> Result<Option<Self>, DeviceError> {
        let secrets = file::read(&folder.join(file::NAME))?;
        Ok(secrets.map(|secrets| Self::from_secrets(&secrets)))
    }

    /// Reads the keys in a data folder, and makes them where there are none. Of several programs that make them at the
    /// same time one does, and all read the same.
    pub fn open_or_make(folder: &Path) -> Result<Self, DeviceError> {
        let path = folder.join(file::NAME);
        if let Some(secrets) = file::read(&path)? {
            return Ok(Self::from_secrets(&secrets));
        }
        file::make(&path, &Secrets::draw()?)?;
        // What counts is what lies on the disk: another program may have been faster.
        let secrets = file::read(&path)?.ok_or_else(|| DeviceError::CannotMake {
            path,
            detail: "removed at once".to_owned(),
        })?;
        Ok(Self::from_secrets(&secrets))
    }

    fn from_secrets(secrets: &Secrets) -> Self {
        let sign = SigningKey::from_bytes(&secrets.sign);
        let receive = secrets.receive.clone();
        let public = Public {
            sign: sign.verifying_key().to_bytes(),
            receive: *sealed_box::receiving_key(&receive).public_key().as_bytes(),
        };
        Self {
            sign,
            receive,
            public,
        }
    }

    /// The public keys, for everybody.
    pub fn public(&self) -> Public {
        self.public
    }

    /// Signs a statement with the first key. The same statement always gets the same signature.
    pub fn sign(&self, statement: &Statement<'_>) -> Signature {
        Signature(self.sign.sign(&statement.message()).to_bytes())
    }

    /// A signature together with the keys that prove it.
    pub fn endorse(&self, statement: &Statement<'_>) -> Endorsement {
        Endorsement {
            by: self.public,
            signature: self.sign(statement),
        }
    }

    /// Opens what was sealed for this device. Who sealed it is not known: anybody may who has the public keys. See
    /// [`Statement::Sealed`].
    pub fn open_sealed(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DeviceError> {
        sealed_box::open(&self.receive, sealed)
    }
}

impl fmt::Debug for Device {
    /// Shows the public keys only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}
