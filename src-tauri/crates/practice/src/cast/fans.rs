//! Fans who come for a takeover: what they are called and ask, by language.

/// Fans of one language.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fans {
    /// Display name and the start of a handle.
    pub(crate) names: &'static [(&'static str, &'static str)],
    pub(crate) questions: &'static [&'static str],
    pub(crate) thanks: &'static [&'static str],
}

/// Put behind a name, more often than not.
pub(crate) const FLAIRS: &[&str] = &[
    "",
    " 🏔️",
    " ✨",
    " 🎧",
    " 🧗🏽",
    " 🌈",
    "",
    " ⛺",
    " 💙",
    " 🐾",
];

/// Fans of every language, the more frequent ones first.
pub(crate) const LANGUAGES: &[Fans] = &[
    Fans {
        names: &[
            ("Zoe", "zoe"),
            ("Mika", "mika"),
            ("Ellis", "ellis"),
            ("Nia", "nia"),
            ("Theo", "theo"),
            ("Robin", "robin"),
        ],
        questions: &[
            "OMG is it really you?? 😭💙",
            "What is the one thing you never travel without? 🎒",
            "Say hi to my sister Nell, she is too shy to write 🙈",
            "Were you ever really scared up there?",
            "Tea or coffee before a long day? ☕ Important.",
            "How do you keep going when everything goes wrong?",
            "Can we have a picture of your dog 🐕 please please",
        ],
        thanks: &[
            "Aaaah thank you!! 😍",
            "You made my whole week 💙",
            "Screenshot taken. Framing it.",
        ],
    },
    Fans {
        names: &[
            ("Lucía", "lucia"),
            ("Mateo", "mateo"),
            ("Sofía", "sofia"),
            ("Iker", "iker"),
        ],
        questions: &[
            "¿De verdad eres tú? 😱",
            "¿Cuál fue tu día más difícil en la montaña? 🏔️",
            "¡Saludos desde Bilbao! ¿Vendrás algún día? 💚",
            "¿Qué le dirías a alguien que empieza hoy?",
        ],
        thanks: &["¡Mil gracias! 🥹", "¡Qué ilusión, gracias! ✨"],
    },
    Fans {
        names: &[
            ("ゆい", "yui"),
            ("そら", "sora"),
            ("りん", "rin"),
            ("はると", "haruto"),
        ],
        questions: &[
            "本物ですか？😳 ずっと応援しています！",
            "一番好きな山はどこですか🗻",
            "毎朝のトレーニングを教えてください💪",
            "日本にはいつ来てくれますか🥺",
        ],
        thanks: &["お返事ありがとうございます😭✨", "宝物にします！"],
    },
    Fans {
        names: &[("سارة", "sara"), ("يوسف", "yousef"), ("مريم", "mariam")],
        questions: &[
            "هل هذا أنت فعلاً؟ 😍",
            "ما هي نصيحتك للمبتدئين؟ 🧗",
            "تحياتي من عمّان! متى تزورنا؟ 🌹",
        ],
        thanks: &["شكراً شكراً! ❤️", "يا سلام، أسعدت يومي 🌟"],
    },
    Fans {
        names: &[("ฟ้า", "fah"), ("ต้น", "ton"), ("มะลิ", "mali")],
        questions: &[
            "ตัวจริงใช่ไหมคะ 😭",
            "ก่อนปีนเขากินอะไรดี 🍜",
            "มาเมืองไทยเมื่อไหร่ รออยู่นะ 🥹",
        ],
        thanks: &["กรี๊ดดด ขอบคุณค่ะ 💖", "ขอบคุณมาก จะเก็บไว้เลย ✨"],
    },
    Fans {
        names: &[("Eino", "eino"), ("Väinö", "vaino"), ("Kerttu", "kerttu")],
        questions: &[
            "Ootko se ihan oikeasti sä? 😮",
            "Mikä on paras eväs tunturissa? 🥪",
            "Terveisiä Rovaniemeltä! ❄️",
        ],
        thanks: &["Kiitos, päivä pelastettu! 🙌", "Ihanaa, kiitos 💙"],
    },
    Fans {
        names: &[("Júlia", "julia"), ("Caio", "caio"), ("Bia", "bia")],
        questions: &[
            "É você mesmo?? 😭",
            "Qual música toca na sua cabeça lá em cima? 🎶",
            "Vem pro Brasil! 🇧🇷",
        ],
        thanks: &["Obrigadaaa 💛💚", "Nem acredito, valeu!"],
    },
    Fans {
        names: &[("지우", "jiwoo"), ("민준", "minjun"), ("서연", "seoyeon")],
        questions: &[
            "진짜 본인이세요? 😳",
            "힘들 때 어떻게 버티세요? 💪",
            "한국에도 와 주세요 🥺🇰🇷",
        ],
        thanks: &["답장 감사합니다 😭💙", "평생 간직할게요!"],
    },
    Fans {
        names: &[
            ("Anouk", "anouk"),
            ("Louis", "louis"),
            ("Jannis", "jannis"),
            ("Mieke", "mieke"),
        ],
        questions: &[
            "C'est vraiment toi ? 😍",
            "Was isst du auf 4000 Metern? 🧀",
            "Hoe oud was je bij je eerste top? ⛰️",
        ],
        thanks: &[
            "Merci merci merci ! 🥰",
            "Danke dir, das bedeutet mir viel 💙",
        ],
    },
];
