//! Characters who write Japanese, Arabic, Finnish and Thai.

use super::{Script, opens, says};

pub(super) const JAPANESE: Script = Script {
    people: &[
        ("sato_yui", "佐藤 結衣", "お茶と登山。"),
        ("kenji_mori", "森 健司", "週末はキャンプ。"),
        ("haruka_ito", "伊藤 はるか", "写真とパンが好きです。"),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "はじめまして。注文番号{order}の配送状況を教えていただけますか。",
                "お世話になっております。{order}の件で質問があります。",
            ]),
        ),
        opens(
            30,
            says(&[
                "土曜日までに届くと助かります。よろしくお願いいたします🙇",
                "サイズが合わない場合、交換はできますでしょうか。",
            ]),
        ),
    ],
    answers: &[
        says(&[
            "ご丁寧にありがとうございます。住所は変更ありません。",
            "承知しました。では、Lサイズでお願いします。",
        ]),
        says(&[
            "とても助かりました。ありがとうございました😊",
            "安心しました。失礼いたします。",
        ]),
    ],
};

pub(super) const ARABIC: Script = Script {
    people: &[
        ("layla_haddad", "ليلى حداد", "قهوة وكتب."),
        ("omar_nasser", "عمر ناصر", "أحب الجبال."),
        ("huda_salem", "هدى سالم", "أم لثلاثة أولاد."),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "السلام عليكم، متى يصل الطلب رقم {order}؟",
                "مساء الخير، عندي سؤال عن الطلب {order} لو سمحتم.",
            ]),
        ),
        opens(
            30,
            says(&[
                "العنوان تغيّر، هل يمكن تعديله قبل الشحن؟",
                "المقاس صغير عليّ، هل التبديل مجاني؟",
            ]),
        ),
    ],
    answers: &[
        says(&[
            "شكراً على سرعة الرد. نعم، هذا هو العنوان الجديد.",
            "تمام، أريد المقاس الأكبر من فضلكم.",
        ]),
        says(&["بارك الله فيكم 🌹", "شكراً جزيلاً، يومكم سعيد!"]),
    ],
};

pub(super) const FINNISH: Script = Script {
    people: &[
        ("aino_virta", "Aino Virtä", "Metsässä lähes aina."),
        ("pekka_hamalainen", "Pekka Hämäläinen", "Hiihtää töihin."),
        ("saara_lehtela", "Säde Lehtelä", "Villasukkia ja järviä."),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "Hei! Missäköhän tilaukseni {order} on? Seuranta näyttää vielä lähtömaata.",
                "Moi, takista {order} irtosi nappi heti ensimmäisenä päivänä.",
            ]),
        ),
        opens(
            30,
            says(&[
                "Lähden perjantaina vaellukselle, joten olisi mukava saada se sitä ennen 🏕️",
                "Ei tässä hätää, mutta käykö korjaus takuuseen?",
            ]),
        ),
    ],
    answers: &[
        says(&[
            "Kiitos, se käy hyvin. Osoite pysyy samana.",
            "Ymmärrän. Lähetänkö sen teille vai myymälään?",
        ]),
        says(&[
            "Hienoa, kiitos nopeasta vastauksesta! Hyvää päivänjatkoa.",
            "Selvä, jään odottamaan. Kiitos!",
        ]),
    ],
};

pub(super) const THAI: Script = Script {
    people: &[
        ("malee_sri", "มาลี ศรีสุข", "ชอบเดินป่า"),
        ("anan_chai", "อนันต์ ใจดี", "กาแฟกับหมาสองตัว"),
        ("ploy_ploy", "พลอย วัฒนา", "เที่ยวไปเรื่อย ๆ"),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "สวัสดีค่ะ พัสดุเลขที่ {order} จะถึงเมื่อไหร่คะ",
                "สวัสดีครับ ผมสั่งซื้อ {order} ไปเมื่อวานแต่ยังไม่ได้รับอีเมลยืนยันครับ",
            ]),
        ),
        opens(
            30,
            says(&[
                "ต้องใช้วันเสาร์นี้ รบกวนช่วยเช็กให้หน่อยนะ 🙏",
                "ถ้าไซซ์ไม่พอดี เปลี่ยนได้ไหม",
            ]),
        ),
    ],
    answers: &[
        says(&["ขอบคุณมาก ตอบไวมากเลย", "รับทราบ งั้นขอเปลี่ยนเป็นสีเขียวนะ"]),
        says(&["ขอบคุณมากเลย 😊", "เรียบร้อย ขอให้เป็นวันที่ดีนะ"]),
    ],
};
