package orderbakery.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents in the file as BSON: small, quick, and no Java class comes out of a file. */
final class BsonDocumentType extends BasicDataType<Document> {
  private static final int FIELD_BYTES = 48;

  /** A cautious estimate of the bytes that a document takes, on the wire or in memory. */
  static int sizeOf(Object value) {
    if (value instanceof Map<?, ?> document) {
      return FIELD_BYTES + sizeOfAll(document.values());
    }
    if (value instanceof Collection<?> array) {
      return FIELD_BYTES + sizeOfAll(array);
    }
    return value instanceof String text ? FIELD_BYTES + text.length() : FIELD_BYTES;
  }

  private static int sizeOfAll(Collection<?> values) {
    int bytes = 0;
    for (Object value : values) {
      bytes += sizeOf(value);
    }
    return bytes;
  }

  @Override
  public int getMemory(Document document) {
    return sizeOf(document);
  }

  @Override
  public void write(WriteBuffer target, Document document) {
    ByteBuf bson = Unpooled.buffer(1024);
    BsonEncoder.encodeDocument(document, bson);
    target.putVarInt(bson.readableBytes());
    target.put(bson.array(), bson.arrayOffset() + bson.readerIndex(), bson.readableBytes());
  }

  @Override
  public Document read(ByteBuffer source) {
    byte[] bson = new byte[DataUtils.readVarInt(source)];
    source.get(bson);
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
  }

  @Override
  public Document[] createStorage(int size) {
    return new Document[size];
  }
}
