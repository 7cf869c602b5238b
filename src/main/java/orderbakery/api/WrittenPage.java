package orderbakery.api;

import java.util.Map;

/**
 * A page as it is sent.
 *
 * @param json an array, UTF-8
 * @param last the document of its last entry; null when it has none
 * @param isFollowed whether there are more than it holds
 */
@SuppressWarnings("ArrayRecordComponent") // pages are not compared
public record WrittenPage(byte[] json, Map<String, Object> last, boolean isFollowed) {}
