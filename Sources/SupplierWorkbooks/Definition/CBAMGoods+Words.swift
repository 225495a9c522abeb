public import Emissions

extension CBAMGoods.Entry {
  /// The description of the goods.
  public var goods: LocalizedText { LocalizedText(english, chinese: chinese) }
  /// The name of the sector.
  public var sectorName: LocalizedText { LocalizedText(sector.rawValue, chinese: sector.chinese) }
}
