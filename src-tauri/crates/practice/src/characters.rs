//! The cast: invented people with invented troubles. What they open with and how
//! they go on when the brand answers is written here; nothing of it is real.

/// One invented customer.
pub(crate) struct Character {
    pub(crate) handle: &'static str,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// What they wrote before anybody looked: minutes ago, and the text.
    pub(crate) opening: &'static [(u16, &'static str)],
    /// Their answers, one for each turn of the brand; then they fall silent.
    pub(crate) answers: &'static [&'static str],
}

/// Everybody who writes to the brand on a fresh practice network.
pub(crate) const CAST: &[Character] = &[
    Character {
        handle: "mayalind",
        name: "Maya Lindqvist",
        about: "Moves too often. Plants survive anyway.",
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
    Character {
        handle: "tanaka_taro",
        name: "田中 太郎",
        about: "山とコーヒー。",
        opening: &[(
            24,
            "こんにちは。先週注文したジャケットのサイズを交換したいのですが、可能でしょうか。",
        )],
        answers: &[
            "ありがとうございます。MからLに変更をお願いします。注文番号はNW-50117です。",
            "承知しました。返送用のラベルを待っています。",
        ],
    },
    Character {
        handle: "priya_writes",
        name: "Priya N.",
        about: "Essays, mostly about trains.",
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
    Character {
        handle: "noor_alali",
        name: "نور العلي",
        about: "مصوّرة. أحب البحر.",
        opening: &[(37, "مرحباً، هل حقيبة الظهر الزرقاء ستعود إلى المتجر قريباً؟")],
        answers: &["ممتاز! هل يمكنكم إخباري عندما تصبح متوفرة؟", "شكراً جزيلاً 🌊"],
    },
    Character {
        handle: "sam_oneill",
        name: "Sam O'Neill",
        about: "Dublin. Opinions about zips.",
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
    Character {
        handle: "ravimenon",
        name: "Ravi Menon",
        about: "Trail runner in training 🏃🏽",
        opening: &[(
            118,
            "Quick question: are the Fjell trail shoes true to size? I'm between 42 and 43.",
        )],
        answers: &["Wide feet, yes 🦶🏽 so 43 then?", "Ordered. Thanks a lot!"],
    },
    Character {
        handle: "jonasweber",
        name: "Jonas Weber",
        about: "Liest die Anleitung. Immer.",
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
    Character {
        handle: "elise_brun",
        name: "Elise Brun",
        about: "Librairie, vélo, pluie.",
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
