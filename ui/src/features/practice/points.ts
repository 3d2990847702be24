/** What each open point is about, and its positions, in words. A point without words is shown by its name. */
import type { PracticeSwitch } from "$lib/bindings/PracticeSwitch";
import { m } from "$messages";

interface Point {
  title: () => string;
  story: () => string;
  positions: Record<string, () => string>;
}

/** Where a way to upload can stand. */
const UPLOADS = {
  on: m.switch_media_on,
  "410/251": m.switch_media_410_251,
  "404/34": m.switch_media_404_34,
};

const POINTS: Record<string, Point> = {
  read_back_persona: {
    title: m.switch_read_back_persona,
    story: m.switch_read_back_persona_story,
    positions: {
      absent: m.switch_read_back_persona_absent,
      present: m.switch_read_back_persona_present,
    },
  },
  post_answer: {
    title: m.switch_post_answer,
    story: m.switch_post_answer_story,
    positions: {
      with_id_and_time: m.switch_post_answer_with_id_and_time,
      doc_sample: m.switch_post_answer_doc_sample,
      empty: m.switch_post_answer_empty,
    },
  },
  avatar_category: {
    title: m.switch_avatar_category,
    story: m.switch_avatar_category_story,
    positions: {
      any: m.switch_avatar_category_any,
      dm_image: m.switch_avatar_category_dm_image,
      tweet_image: m.switch_avatar_category_tweet_image,
    },
  },
  avatar_type: {
    title: m.switch_avatar_type,
    story: m.switch_avatar_type_story,
    positions: {
      ignored: m.switch_avatar_type_ignored,
      required: m.switch_avatar_type_required,
      refused: m.switch_avatar_type_refused,
    },
  },
  name_unit: {
    title: m.switch_name_unit,
    story: m.switch_name_unit_story,
    positions: {
      code_points: m.switch_name_unit_code_points,
      weighted: m.switch_name_unit_weighted,
      utf16: m.switch_name_unit_utf16,
    },
  },
  persona_deletion: {
    title: m.switch_persona_deletion,
    story: m.switch_persona_deletion_story,
    positions: { keep: m.switch_persona_deletion_keep, drop: m.switch_persona_deletion_drop },
  },
  unknown_key: {
    title: m.switch_unknown_key,
    story: m.switch_unknown_key_story,
    positions: { refused: m.switch_unknown_key_refused, ignored: m.switch_unknown_key_ignored },
  },
  repeated_nonce: {
    title: m.switch_repeated_nonce,
    story: m.switch_repeated_nonce_story,
    positions: {
      accepted: m.switch_repeated_nonce_accepted,
      refused: m.switch_repeated_nonce_refused,
    },
  },
  status_214: {
    title: m.switch_status_214,
    story: m.switch_status_214_story,
    positions: {
      bad_request: m.switch_status_214_bad_request,
      forbidden: m.switch_status_214_forbidden,
    },
  },
  status_89: {
    title: m.switch_status_89,
    story: m.switch_status_89_story,
    positions: {
      unauthorized: m.switch_status_89_unauthorized,
      forbidden: m.switch_status_89_forbidden,
    },
  },
  verify_credentials: {
    title: m.switch_verify_credentials,
    story: m.switch_verify_credentials_story,
    positions: {
      answered: m.switch_verify_credentials_answered,
      left_out: m.switch_verify_credentials_left_out,
    },
  },
  media_v2: { title: m.switch_media_v2, story: m.switch_media_v2_story, positions: UPLOADS },
  media_v1: { title: m.switch_media_v1, story: m.switch_media_v1_story, positions: UPLOADS },
  media_processing: {
    title: m.switch_media_processing,
    story: m.switch_media_processing_story,
    positions: {
      absent: m.switch_media_processing_absent,
      succeeds: m.switch_media_processing_succeeds,
      fails: m.switch_media_processing_fails,
    },
  },
  persona_pages: {
    title: m.switch_persona_pages,
    story: m.switch_persona_pages_story,
    positions: {
      plain: m.switch_persona_pages_plain,
      holes: m.switch_persona_pages_holes,
      repeated_cursor: m.switch_persona_pages_repeated_cursor,
    },
  },
  message_pages: {
    title: m.switch_message_pages,
    story: m.switch_message_pages_story,
    positions: {
      plain: m.switch_message_pages_plain,
      empty_first: m.switch_message_pages_empty_first,
    },
  },
};

const plain = (name: string) => name.replaceAll("_", " ");

export function pointTitle({ name }: PracticeSwitch): string {
  return POINTS[name]?.title() ?? plain(name);
}

export function pointStory({ name }: PracticeSwitch): string {
  return POINTS[name]?.story() ?? "";
}

/** Its positions as choices; the first is the usual one and says so. */
export function pointOptions({ name, positions }: PracticeSwitch) {
  return positions.map((value, place) => {
    const position = POINTS[name]?.positions[value]?.() ?? plain(value);
    return { value, text: place === 0 ? m.practice_usual({ position }) : position };
  });
}
