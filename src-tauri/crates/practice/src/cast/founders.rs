//! The eight who write to the brand on every fresh network: what they open with and how
//! they go on when the brand answers is written here; nothing of it is real.

use super::{
    drawing::Colour,
    portraits::{Hairstyle, Look},
};

/// One of those who were there first.
pub(crate) struct Founder {
    pub(crate) handle: &'static str,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) look: Look,
    /// What they wrote before anybody looked: minutes ago, and the text.
    pub(crate) opening: &'static [(u16, &'static str)],
    /// Their answers, one for each turn of the brand; then they fall silent.
    pub(crate) answers: &'static [&'static str],
}

const STRAW: Colour = [0xF4, 0xD3, 0x5E];
const MINT: Colour = [0xA8, 0xD5, 0xBA];
const PEACH: Colour = [0xF2, 0xB5, 0xA7];
const SKY: Colour = [0xB5, 0xC7, 0xE8];
const LILAC: Colour = [0xD9, 0xC2, 0xE9];
const SAND: Colour = [0xF0, 0xE2, 0xC6];
const FAIR: Colour = [0xFA, 0xDC, 0xC4];
const LIGHT: Colour = [0xEB, 0xBF, 0x98];
const TAN: Colour = [0xC9, 0x93, 0x68];
const BROWN: Colour = [0x9C, 0x66, 0x41];
const BLACK: Colour = [0x2B, 0x22, 0x1E];
const CHESTNUT: Colour = [0x6A, 0x42, 0x26];
const BLOND: Colour = [0xD8, 0xAE, 0x62];
const GREY: Colour = [0x9A, 0x9A, 0xA0];
const GINGER: Colour = [0xA6, 0x45, 0x2A];
const NAVY: Colour = [0x2F, 0x4B, 0x7C];
const WINE: Colour = [0x7A, 0x2E, 0x3A];
const PINE: Colour = [0x2E, 0x6B, 0x57];
const COAL: Colour = [0x3C, 0x3C, 0x46];
const RUST: Colour = [0xC2, 0x6A, 0x2E];

/// Everybody who writes to the brand on a fresh practice network.
pub(crate) const FOUNDERS: &[Founder] = &[
    Founder {
        handle: "mayalind",
        name: "Maya Lindqvist",
        about: "Moves too often. Plants survive anyway.",
        look: Look {
            ground: MINT,
            skin: FAIR,
            hair: BLOND,
            hairstyle: Hairstyle::Bun,
            clothes: PINE,
        },
        opening: &[
            (9, "Hi! My parcel is going to my old flat 😱"),
            (7, "NW-48213. Can I talk to a person please"),
        ],
        answers: &[
            "Oh good, a human 😊 It's Kastanjegatan 14 now, not 41",
            "Yes, exactly. Will it still come on Thursday?",
            "You are the best, thank you!! 🌱",
        ],
    },
    Founder {
        handle: "tanaka_taro",
        name: "田中 太郎",
        about: "山とコーヒー。",
        look: Look {
            ground: SKY,
            skin: LIGHT,
            hair: BLACK,
            hairstyle: Hairstyle::Short,
            clothes: NAVY,
        },
        opening: &[(
            24,
            "こんにちは。先週注文したジャケットのサイズを交換したいのですが、可能でしょうか。",
        )],
        answers: &[
            "ありがとうございます。MからLに変更をお願いします。注文番号はNW-50117です。",
            "承知しました。返送用のラベルを待っています。",
        ],
    },
    Founder {
        handle: "priya_writes",
        name: "Priya N.",
        about: "Essays, mostly about trains.",
        look: Look {
            ground: STRAW,
            skin: BROWN,
            hair: BLACK,
            hairstyle: Hairstyle::Long,
            clothes: WINE,
        },
        opening: &[
            (
                63,
                "I was charged twice for the same order & nobody answers my mails.",
            ),
            (
                61,
                "Here is the page with both payments: https://example.com/orders/NW-47720?view=payments&lang=en",
            ),
        ],
        answers: &[
            "The second one, from Tuesday. €64.90",
            "How long does the refund take? Last time it was > 10 days",
            "Okay. I'll wait until Friday then. Thanks for looking into it.",
        ],
    },
    Founder {
        handle: "noor_alali",
        name: "نور العلي",
        about: "مصوّرة. أحب البحر.",
        look: Look {
            ground: LILAC,
            skin: TAN,
            hair: CHESTNUT,
            hairstyle: Hairstyle::Long,
            clothes: PINE,
        },
        opening: &[(37, "مرحباً، هل حقيبة الظهر الزرقاء ستعود إلى المتجر قريباً؟")],
        answers: &["ممتاز! هل يمكنكم إخباري عندما تصبح متوفرة؟", "شكراً جزيلاً 🌊"],
    },
    Founder {
        handle: "sam_oneill",
        name: "Sam O'Neill",
        about: "Dublin. Opinions about zips.",
        look: Look {
            ground: SAND,
            skin: FAIR,
            hair: GINGER,
            hairstyle: Hairstyle::Short,
            clothes: COAL,
        },
        opening: &[(
            2,
            "Right, the zip on my NEW jacket broke on day one. Are you serious?",
        )],
        answers: &[
            "I don't want a voucher, I want a jacket that closes.",
            "Fine. A replacement works. Which address do I send this one to?",
            "Grand. Appreciate the quick answer, to be fair.",
        ],
    },
    Founder {
        handle: "ravimenon",
        name: "Ravi Menon",
        about: "Trail runner in training 🏃🏽",
        look: Look {
            ground: PEACH,
            skin: BROWN,
            hair: BLACK,
            hairstyle: Hairstyle::Short,
            clothes: RUST,
        },
        opening: &[(
            118,
            "Quick question: are the Fjell trail shoes true to size? I'm between 42 and 43.",
        )],
        answers: &["Wide feet, yes 🦶🏽 so 43 then?", "Ordered. Thanks a lot!"],
    },
    Founder {
        handle: "jonasweber",
        name: "Jonas Weber",
        about: "Liest die Anleitung. Immer.",
        look: Look {
            ground: MINT,
            skin: LIGHT,
            hair: GREY,
            hairstyle: Hairstyle::Short,
            clothes: WINE,
        },
        opening: &[
            (
                174,
                "Guten Tag, in der Anleitung zum Zelt steht „<siehe Seite 12>“, die Seite 12 fehlt aber.",
            ),
            (171, "Können Sie mir die Seite schicken?"),
        ],
        answers: &[
            "Modell Nordlys 3, gekauft im Oktober.",
            "Perfekt, vielen Dank für die schnelle Hilfe!",
        ],
    },
    Founder {
        handle: "elise_brun",
        name: "Elise Brun",
        about: "Librairie, vélo, pluie.",
        look: Look {
            ground: SKY,
            skin: LIGHT,
            hair: CHESTNUT,
            hairstyle: Hairstyle::Bun,
            clothes: RUST,
        },
        opening: &[(
            82,
            "Bonjour ! Est-ce que la boutique de Lyon est ouverte dimanche ? Je voudrais échanger un cadeau 🎁",
        )],
        answers: &[
            "Super, merci ! J'ai seulement le reçu par mail, ça suffit ?",
            "Parfait. À dimanche !",
        ],
    },
];
